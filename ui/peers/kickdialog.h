// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ids.h"

#include <QDialog>
#include <QList>
#include <QStringList>

class QComboBox;

namespace Signalbox {

/// Whom a kick is meant for, as they were when it was asked for: rows may change places meanwhile.
struct KickTarget
{
    PeerNumber number{};
    QString name; ///< cleaned, as the rest
    QString id;
    QString address;
};

/// Asks why these peers are to go. The reason is what they are told.
///
/// Thread: GUI. Owner: the main window, until it is closed.
class KickDialog : public QDialog
{
    Q_OBJECT

public:
    KickDialog(const QList<KickTarget>& targets, const QStringList& reasons, QWidget* parent);

    const QList<KickTarget>& targets() const { return m_targets; }
    QString reason() const;

private:
    QWidget* makeList();

    QList<KickTarget> m_targets;
    QComboBox* m_reason;
};

} // namespace Signalbox
