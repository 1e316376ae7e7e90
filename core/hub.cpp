// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hub.h"

#include "core/net/iodispatcher.h"
#include "core/switchboard.h"

#include <QAbstractEventDispatcher>
#include <QSemaphore>
#include <QThread>

namespace Signalbox {

namespace {

/// From the I/O thread to whoever made a wish, if that wants to know.
template <typename Result>
void bringUp(Hub* hub, const std::function<void(const Result& result)>& then, const Result& result)
{
    if (then) {
        QMetaObject::invokeMethod(
            hub, [then, result] { then(result); }, Qt::QueuedConnection);
    }
}

} // namespace

/// What the hub hides: the I/O thread, and the half that lives there.
class Hub::Private
{
public:
    Private()
    {
        thread.setObjectName(QStringLiteral("I/O"));
        if (QAbstractEventDispatcher* dispatcher = makeIoDispatcher()) {
            thread.setEventDispatcher(dispatcher);
        }
        thread.start();
        // Made where it lives, so that all its sockets and timers belong to that thread.
        QObject anchor;
        anchor.moveToThread(&thread);
        QMetaObject::invokeMethod(
            &anchor,
            [this, &anchor, home = QThread::currentThread()] {
                board = new Switchboard;
                anchor.moveToThread(home);
            },
            Qt::BlockingQueuedConnection);
        connect(&thread, &QThread::finished, board, &QObject::deleteLater);
    }

    /// Runs a wish on the I/O thread, later.
    template <typename Wish>
    void below(Wish wish)
    {
        QMetaObject::invokeMethod(
            board, [target = board, wish] { wish(*target); }, Qt::QueuedConnection);
    }

    QThread thread;
    Switchboard* board = nullptr; ///< the thread deletes it when it ends
    HubState state;
};

Hub::Hub(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    qRegisterMetaType<HubState>();
    qRegisterMetaType<SnapshotPtr>();
    qRegisterMetaType<QList<Happening>>();
    qRegisterMetaType<TrafficBatchPtr>();

    connect(d->board, &Switchboard::stateChanged, this, [this](const HubState& state) {
        d->state = state;
        Q_EMIT stateChanged(state);
    });
    connect(d->board, &Switchboard::happened, this, &Hub::happened);
    connect(d->board, &Switchboard::snapshotReady, this, [this](const SnapshotPtr& snapshot) {
        Q_EMIT snapshotReady(snapshot);
        d->below([](Switchboard& board) { board.acknowledge(); });
    });
    connect(d->board, &Switchboard::trafficReady, this, [this](const TrafficBatchPtr& traffic) {
        Q_EMIT trafficReady(traffic);
        d->below([](Switchboard& board) { board.acknowledgeTraffic(); });
    });
}

Hub::~Hub()
{
    d->board->disconnect(this);
    // The thread is ended from here and not by itself: posting a wish ends with waking its event
    // dispatcher, which the thread could have taken along by then.
    QSemaphore stopped;
    d->below([&stopped](Switchboard& board) {
        connect(
            &board, &Switchboard::stateChanged, &board,
            [&stopped](const HubState& state) {
                if (state.phase == HubState::Phase::Stopped) {
                    stopped.release();
                }
            },
            Qt::DirectConnection);
        board.stop();
    });
    stopped.acquire();
    d->thread.quit();
    d->thread.wait();
}

const HubState& Hub::state() const
{
    return d->state;
}

void Hub::start(const HubConfig& config)
{
    d->below([config](Switchboard& board) { board.start(config); });
}

void Hub::stop()
{
    d->below([](Switchboard& board) { board.stop(); });
}

void Hub::kick(const QList<PeerNumber>& peers, const QString& reason,
    std::chrono::milliseconds refuseFor, const Outcome& then)
{
    d->below([this, peers, reason, refuseFor, then](Switchboard& board) {
        bringUp(this, then, board.warden().kick(peers, reason, refuseFor));
    });
}

void Hub::configure(const HubConfig& config)
{
    d->below([config](Switchboard& board) { board.configure(config); });
}

void Hub::mute(const QList<PeerNumber>& peers, const QString& reason,
    std::chrono::milliseconds lasts, const Outcome& then)
{
    d->below([this, peers, reason, lasts, then](Switchboard& board) {
        bringUp(this, then, board.warden().mute(peers, reason, lasts));
    });
}

void Hub::ban(const QList<BanOrder>& orders, const Holds& then)
{
    replace({}, orders, then);
}

void Hub::unban(const QList<BanNumber>& bans)
{
    replace(bans, {});
}

void Hub::replace(const QList<BanNumber>& bans, const QList<BanOrder>& orders, const Holds& then)
{
    d->below([this, bans, orders, then](Switchboard& board) {
        bringUp(this, then, board.warden().replace(bans, orders));
    });
}

void Hub::whenKept(std::function<void(bool kept)> told)
{
    d->below([this, told = std::move(told)](Switchboard& board) {
        board.warden().whenKept([this, told](bool kept) {
            QMetaObject::invokeMethod(
                this, [told, kept] { told(kept); }, Qt::QueuedConnection);
        });
    });
}

void Hub::forgetAuthority()
{
    d->below([](Switchboard& board) { board.reception().forgetAuthority(); });
}

void Hub::ignoreStranger(const QString& name)
{
    d->below([name](Switchboard& board) { board.reception().doorman().ignore(name); });
}

void Hub::watch()
{
    d->below([](Switchboard& board) { board.watch(); });
}

void Hub::unwatch()
{
    d->below([](Switchboard& board) { board.unwatch(); });
}

void Hub::survey(const std::function<void(const SnapshotPtr& snapshot)>& then)
{
    d->below([this, then](Switchboard& board) { bringUp(this, then, board.survey()); });
}

void Hub::setTrouble(const QString& about, const QString& sentence)
{
    d->below(
        [about, sentence](Switchboard& board) { board.reception().setTrouble(about, sentence); });
}

void Hub::tap(bool on)
{
    d->below([on](Switchboard& board) { board.tap(on); });
}

void Hub::inquire(const std::function<void(int connections)>& then)
{
    d->below([this, then](Switchboard& board) {
        QMetaObject::invokeMethod(
            this, [then, count = board.connections()] { then(count); }, Qt::QueuedConnection);
    });
}

} // namespace Signalbox
