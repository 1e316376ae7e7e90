// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"
#include "ui/peers/kickdialog.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace Signalbox {

class Hub;
class PeerTableModel;
class UiState;

/// Putting peers out: asks why and for how long, remembers the reasons, tells the hub and says what
/// was done. It acts on numbers captured when it was asked, never on rows, and on nobody who was
/// not named before.
///
/// Thread: GUI. Owner: the main window.
class Kicking : public QObject
{
    Q_OBJECT

public:
    Kicking(Hub& hub, const PeerTableModel& peers, UiState& state, QWidget& window);

    /// Opens the dialog for these peers.
    void ask(const QList<PeerNumber>& peers);

    /// At once, with the reason given last, for the usual time. Where others would be taken for
    /// them, it asks.
    void kickNow(const QList<PeerNumber>& peers);

Q_SIGNALS:
    /// A sentence about what has been done.
    void said(const QString& sentence);

    /// The same where a ban was made, which can be taken back.
    void done(const QString& sentence);

private:
    QList<KickTarget> targetsOf(const QList<PeerNumber>& peers) const;
    QList<KickTarget> alikeTo(const QList<KickTarget>& targets) const;
    void kick(const QList<KickTarget>& targets, const QString& reason,
        std::chrono::milliseconds refuseFor);
    void remember(const QString& reason);

    Hub& m_hub;
    const PeerTableModel& m_peers;
    UiState& m_state;
    QWidget& m_window;
    QStringList m_reasons; ///< the newest first; one may be empty
};

} // namespace Signalbox
