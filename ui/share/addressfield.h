// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

namespace Signalbox {

/// The address that others type: large, in letters that cannot be mistaken for each other, to be
/// selected and copied but not changed. As wide as its text while there is room.
///
/// Thread: GUI. Owner: the share bar.
class AddressField : public QLineEdit
{
    Q_OBJECT

public:
    explicit AddressField(QWidget* parent = nullptr);

    void setAddress(const QString& address);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    QSize sizeFor(const QString& text) const;
};

} // namespace Signalbox
