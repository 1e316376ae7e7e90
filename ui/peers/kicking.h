// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/peers/kickdialog.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace Signalbox {

class Hub;
class PeerTableModel;
class UiState;

/// Putting peers out: asks why and for how long, remembers the reasons, tells the hub and says what
/// became of it. It acts on numbers captured when it was asked, never on rows, and on nobody who
/// was not named before.
///
/// Thread: GUI. Owner: the main window.
class Kicking : public QObject
{
    Q_OBJECT

public:
    Kicking(Hub& hub, const PeerTableModel& peers, UiState& state, QWidget& window);

    /// The newest that is known, which an undo goes by.
    void apply(const SnapshotPtr& snapshot) { m_snapshot = snapshot; }

    /// Opens the dialog for these peers.
    void ask(const QList<PeerNumber>& peers);

    /// At once, with the reason given last, for the usual time. Where others would be taken for
    /// them, it asks.
    void kickNow(const QList<PeerNumber>& peers);

Q_SIGNALS:
    /// A sentence about what has been done, and what has not.
    void said(const QString& sentence);

    /// The same where a ban was made, which can be taken back; before: how things stood.
    void done(const QString& sentence, const Signalbox::SnapshotPtr& before);

private:
    QList<KickTarget> targetsOf(const QList<PeerNumber>& peers) const;
    QList<KickTarget> alikeTo(const QList<KickTarget>& targets) const;
    void kick(const QList<KickTarget>& targets, const QString& reason,
        std::chrono::milliseconds refuseFor);
    void tell(const QList<KickTarget>& targets, std::chrono::milliseconds refuseFor,
        const OrderOutcome& outcome, const SnapshotPtr& before);
    static QString outcomeText(const QList<KickTarget>& kicked, const OrderOutcome& outcome,
        std::chrono::milliseconds refuseFor);
    static QString shortcomings(const QList<KickTarget>& kicked, const OrderOutcome& outcome);
    void remember(const QString& reason);

    Hub& m_hub;
    const PeerTableModel& m_peers;
    UiState& m_state;
    QWidget& m_window;
    SnapshotPtr m_snapshot;
    QStringList m_reasons; ///< the newest first; one may be empty
};

} // namespace Signalbox
