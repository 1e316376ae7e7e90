// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/bans/bandialog.h"

#include <QObject>

class QWidget;

namespace Signalbox {

class Hub;

/// Banning, muting, and letting in again: asks where there is something to choose, tells the hub,
/// and says what was done. It acts on numbers captured when it was asked, never on rows.
///
/// Thread: GUI. Owner: the main window.
class Banning : public QObject
{
    Q_OBJECT

public:
    Banning(Hub& hub, QWidget& window);

    /// The newest that is known of who is here and who is banned.
    void apply(const SnapshotPtr& snapshot);

    void askForPeers(const QList<PeerNumber>& peers, BanRule::Kind kind);
    void askForAnybody();
    void edit(const QList<BanNumber>& bans); ///< the first of them

    void lift(const QList<BanNumber>& bans);
    void mute(const QList<PeerNumber>& peers);
    void unmute(const QList<PeerNumber>& peers);

    /// Whether all of these are muted, so that the wish can only be to end that.
    bool areMuted(const QList<PeerNumber>& peers) const;

Q_SIGNALS:
    void snapshotChanged(const Signalbox::SnapshotPtr& snapshot);

    /// A sentence about what has been done, and can be taken back; before: how things stood.
    void done(const QString& sentence, const Signalbox::SnapshotPtr& before);

    /// A sentence about why nothing was.
    void said(const QString& sentence);

private:
    void open(const BanDialog::Draft& draft, const QList<BanNumber>& replaced);
    void order(const QList<BanOrder>& orders, const QList<BanNumber>& replaced);
    void tell(const QList<BanOrder>& orders, const QList<bool>& holds, const SnapshotPtr& before);
    void tellMuted(
        const QList<Peer>& meant, const OrderOutcome& outcome, const SnapshotPtr& before);
    const Ban* find(BanNumber number) const;
    static QString noPlace();
    QList<Peer> present(const QList<PeerNumber>& peers) const;
    QString namesOf(const QList<BanNumber>& bans) const;

    Hub& m_hub;
    QWidget& m_window;
    SnapshotPtr m_snapshot;
};

} // namespace Signalbox
