// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/listener.h"

#include "core/net/descriptors.h"
#include "core/net/peersocket.h"

#include <chrono>
#include <utility>

namespace Signalbox {

namespace {

/// What the system keeps until it is taken. A class that comes back at once after a restart must
/// not wait for SYN retransmits.
constexpr int Backlog = 4096;

/// QTcpServer stops to accept when so many wait to be taken, and goes on when they are.
constexpr int MostInOneTurn = 16;

/// Descriptors come back when peers go.
constexpr std::chrono::milliseconds RetryAfter{500};

} // namespace

Listener::Listener(QObject* parent)
    : QTcpServer(parent)
{
    setListenBacklogSize(Backlog);
    setMaxPendingConnections(MostInOneTurn);
    m_resumeTimer.setInterval(RetryAfter);
    connect(&m_resumeTimer, &QTimer::timeout, this, &Listener::resumeIfPossible);
    // QTcpServer accepts nothing more from here on, unless it is told to.
    connect(this, &QTcpServer::acceptError, this, &Listener::pause);
}

Listener::~Listener()
{
    shut();
}

void Listener::shut()
{
    close();
    m_resumeTimer.stop();
    for (qintptr descriptor : std::exchange(m_descriptors, {})) {
        closeDescriptor(descriptor);
    }
    setMaxPendingConnections(MostInOneTurn);
}

void Listener::incomingConnection(qintptr descriptor)
{
    const bool leavesEnough = leavesReserve(descriptor);
    keep(descriptor);
    if (!leavesEnough) {
        pause();
    }
}

void Listener::keep(qintptr descriptor)
{
    if (m_leavesBare) {
        m_descriptors.push_back(descriptor);
        if (m_descriptors.size() == MostInOneTurn) {
            setMaxPendingConnections(0); // QTcpServer does not count these
        }
        return;
    }
    auto* socket = new PeerSocket(this);
    if (socket->adopt(descriptor)) {
        addPendingConnection(socket);
    } else {
        delete socket;
        closeDescriptor(descriptor);
    }
}

std::optional<qintptr> Listener::nextDescriptor()
{
    if (m_descriptors.empty()) {
        return std::nullopt;
    }
    const qintptr descriptor = m_descriptors.front();
    m_descriptors.pop_front();
    if (m_descriptors.empty() && maxPendingConnections() == 0 && !m_resumeTimer.isActive()) {
        setMaxPendingConnections(MostInOneTurn);
        resumeAccepting();
    }
    return descriptor;
}

/// pauseAccepting() alone would not do: QTcpServer goes on while somebody waits in the system's
/// queue, and again as soon as a socket is taken from its own.
void Listener::pause()
{
    if (!m_resumeTimer.isActive()) {
        setMaxPendingConnections(0);
        m_resumeTimer.start();
        Q_EMIT lacksDescriptors();
    }
}

void Listener::resumeIfPossible()
{
    if (isListening() && hasDescriptorToSpare(socketDescriptor())) {
        m_resumeTimer.stop();
        setMaxPendingConnections(MostInOneTurn);
        resumeAccepting();
    }
}

} // namespace Signalbox
