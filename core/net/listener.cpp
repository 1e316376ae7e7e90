// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/listener.h"

#include "core/net/peersocket.h"

#include <QTimer>

#include <chrono>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace Signalbox {

namespace {

/// What the system keeps until it is taken. A class that comes back at once after a restart must
/// not wait for SYN retransmits.
constexpr int Backlog = 4096;

/// QTcpServer stops to accept when so many wait to be taken, and goes on when they are.
constexpr int MostInOneTurn = 64;

/// Descriptors or memory have run out, most likely; both come back when peers go.
constexpr std::chrono::milliseconds RetryAfter{500};

} // namespace

Listener::Listener(QObject* parent)
    : QTcpServer(parent)
{
    setListenBacklogSize(Backlog);
    setMaxPendingConnections(MostInOneTurn);
    // QTcpServer accepts nothing more from here on, unless it is told to.
    connect(this, &QTcpServer::acceptError, this, [this] {
        QTimer::singleShot(RetryAfter, this, [this] {
            if (isListening()) {
                resumeAccepting();
            }
        });
    });
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto* socket = new PeerSocket(this);
    if (socket->adopt(descriptor)) {
        addPendingConnection(socket);
    } else {
        delete socket;
#ifdef Q_OS_UNIX
        ::close(int(descriptor));
#endif
    }
}

} // namespace Signalbox
