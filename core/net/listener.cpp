// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/listener.h"

#include "core/net/peersocket.h"

namespace Signalbox {

namespace {

/// What the system keeps until it is taken. A class that comes back at once after a restart must
/// not wait for SYN retransmits.
constexpr int Backlog = 4096;

/// QTcpServer stops to accept when so many wait to be taken, and goes on when they are.
constexpr int MostInOneTurn = 64;

} // namespace

Listener::Listener(QObject* parent)
    : QTcpServer(parent)
{
    setListenBacklogSize(Backlog);
    setMaxPendingConnections(MostInOneTurn);
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto* socket = new PeerSocket(this);
    if (socket->adopt(descriptor)) {
        addPendingConnection(socket);
    } else {
        delete socket;
    }
}

} // namespace Signalbox
