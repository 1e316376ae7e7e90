// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/link/trafficbatch.h"
#include "core/signal/ban.h"
#include "core/signal/happening.h"
#include "core/signal/ids.h"
#include "core/signal/snapshot.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>

namespace Signalbox {

/// The staircase: the one way between the thread that shows and the I/O thread that serves.
/// Wishes go down and return at once; values come up as signals. It owns the I/O thread and all
/// that lives there, and knows nothing of windows.
///
/// Thread: the one it was made in, which needs an event loop. Owner: the program.
class Hub : public QObject
{
    Q_OBJECT

public:
    explicit Hub(QObject* parent = nullptr);
    ~Hub() override; ///< tells everybody, closes, and waits for the I/O thread

    const HubState& state() const;

    /// Begins to listen; stateChanged() tells how it went. Only what has stopped or failed
    /// can be started; otherwise nothing happens.
    void start(const HubConfig& config);

    /// Tells every peer, closes all connections and stops listening. Ends with Phase::Stopped,
    /// within the closing time and half a second.
    void stop();

    /// Lets other decisions of the owner hold from here on, without dropping anybody whom they
    /// allow. Where it listens is changed by the next start() only.
    void configure(const HubConfig& config);

    /// Tells on this thread what became of an order about peers. A hub that ends first does not.
    using Outcome = std::function<void(const OrderOutcome& outcome)>;

    /// Tells on this thread of each ban that was ordered whether it holds. A hub that ends first
    /// does not.
    using Holds = std::function<void(const QList<bool>& holds)>;

    /// Puts these peers out and tells them why, in the owner's words. Numbers of peers that have
    /// left are ignored; one of somebody who has come back under another stands for that. Reason:
    /// any length; the close frame carries what fits. Who comes back within refuseFor and is alike
    /// (isAlike()) is parked: connected, but heard by nobody. That is a ban like any other.
    void kick(const QList<PeerNumber>& peers, const QString& reason,
        std::chrono::milliseconds refuseFor = std::chrono::milliseconds(0),
        const Outcome& then = {});

    /// Lets nobody hear these peers, nor those who come back like them, for a while. Numbers as of
    /// kick().
    void mute(const QList<PeerNumber>& peers, const QString& reason,
        std::chrono::milliseconds lasts = Forever, const Outcome& then = {});

    /// Bans whom these hit: who is there is put out or muted at once. An order does not hold whose
    /// pattern means nothing (problemWith()), or for which there is no place left (Bans).
    void ban(const QList<BanOrder>& orders, const Holds& then = {});

    /// Lifts bans; who is parked for one may speak again. Unknown numbers are ignored.
    void unban(const QList<BanNumber>& bans);

    /// Bans in the place of bans that end by it, without a moment in which neither holds. Where
    /// none of the orders holds those stay.
    void replace(
        const QList<BanNumber>& bans, const QList<BanOrder>& orders, const Holds& then = {});

    /// Calls back on this thread, once what the wishes before this one made of the bans is on the
    /// disk and so outlives whatever happens to the program. kept: false where it could not be
    /// written; then it holds only as long as the hub runs. A hub without a state folder keeps
    /// nothing, and says true. A hub that ends first does not call.
    void whenKept(std::function<void(bool kept)> told);

    /// Deletes the hub's own authority and all that it signed: devices that trust it trust nobody
    /// by it from then on. While TLS is on, a new one is made at once.
    void forgetAuthority();

    /// Shows this stranger no longer.
    void ignoreStranger(const QString& name);

    /// Asks for snapshots and happenings from here on. A hub that nobody watches makes none.
    void watch();

    /// One of those who asked does so no longer.
    void unwatch();

    /// Calls back on this thread with how things stand once all wishes before this one are done,
    /// watched or not. A hub that ends first does not call.
    void survey(const std::function<void(const SnapshotPtr& snapshot)>& then);

    /// Has what goes wrong around the hub told with its state, as a sentence; empty: it is well
    /// again. about: tells such troubles apart.
    void setTrouble(const QString& about, const QString& sentence);

    /// Asks for the messages themselves from here on, or no longer. Only a hub that is watched
    /// sends them up. They hold what peers tell each other about themselves, addresses included:
    /// on only while somebody looks.
    void tap(bool on);

    /// Calls back on this thread, once all wishes before this one are done; connections: how many
    /// there are. A hub that ends first does not call. It tells that the I/O thread lives.
    void inquire(const std::function<void(int connections)>& then);

Q_SIGNALS:
    void stateChanged(const Signalbox::HubState& state);

    /// About five times a second while anything changes, once a second otherwise. A watcher that
    /// is busy gets fewer, never a backlog.
    void snapshotReady(const Signalbox::SnapshotPtr& snapshot);

    /// What happened since the last time, oldest first; bounded, see Journal.
    void happened(const QList<Signalbox::Happening>& happenings);

    /// What was said since the last time, about five times a second while the tap is on and
    /// anything is said; bounded, see Tap. As with snapshots, never a backlog.
    void trafficReady(const Signalbox::TrafficBatchPtr& traffic);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Signalbox
