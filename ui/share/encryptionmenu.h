// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"

#include <QMenu>

class QActionGroup;

namespace Signalbox {

/// Whether the hub's port speaks TLS, as a menu: off, on, or nothing else.
///
/// Thread: GUI. Owner: the window's menu bar, or the share bar.
class EncryptionMenu : public QMenu
{
    Q_OBJECT

public:
    explicit EncryptionMenu(QWidget* parent = nullptr);

    void setEncryption(Encryption encryption);

Q_SIGNALS:
    void chosen(Signalbox::Encryption encryption);

private:
    QActionGroup* m_group;
};

} // namespace Signalbox
