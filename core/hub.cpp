// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hub.h"

#include "core/net/iodispatcher.h"
#include "core/switchboard.h"

#include <QAbstractEventDispatcher>
#include <QThread>

namespace Signalbox {

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
    d->below([thread = &d->thread](Switchboard& board) {
        connect(
            &board, &Switchboard::stateChanged, thread,
            [thread](const HubState& state) {
                if (state.phase == HubState::Phase::Stopped) {
                    thread->quit();
                }
            },
            Qt::DirectConnection);
        board.stop();
    });
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

void Hub::kick(
    const QList<PeerNumber>& peers, const QString& reason, std::chrono::milliseconds refuseFor)
{
    d->below(
        [peers, reason, refuseFor](Switchboard& board) { board.kick(peers, reason, refuseFor); });
}

void Hub::admit(const QList<RefusalNumber>& refusals)
{
    d->below([refusals](Switchboard& board) { board.admit(refusals); });
}

void Hub::watch()
{
    d->below([](Switchboard& board) { board.watch(); });
}

void Hub::tap(bool on)
{
    d->below([on](Switchboard& board) { board.tap(on); });
}

} // namespace Signalbox
