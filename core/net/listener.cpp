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

/// How long nobody must have had to wait until that is called over.
constexpr std::chrono::seconds Calm{5};

} // namespace

Listener::Listener(const Clock& clock, QObject* parent)
    : QTcpServer(parent)
    , m_clock(clock)
{
    setListenBacklogSize(Backlog);
    setMaxPendingConnections(MostInOneTurn);
    m_lookTimer.setInterval(RetryAfter);
    connect(&m_lookTimer, &QTimer::timeout, this, &Listener::lookAgain);
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
    m_lookTimer.stop();
    m_isPaused = m_lacks = false;
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
    if (m_descriptors.empty() && maxPendingConnections() == 0 && !m_isPaused) {
        setMaxPendingConnections(MostInOneTurn);
        resumeAccepting();
    }
    return descriptor;
}

/// pauseAccepting() alone would not do: QTcpServer goes on while somebody waits in the system's
/// queue, and again as soon as a socket is taken from its own.
void Listener::pause()
{
    if (std::exchange(m_isPaused, true)) {
        return;
    }
    setMaxPendingConnections(0);
    m_lookTimer.start();
    if (!std::exchange(m_lacks, true)) {
        Q_EMIT lacksDescriptors();
    }
}

void Listener::lookAgain()
{
    if (!m_isPaused) {
        if (m_clock.now() - m_resumedAt >= Calm) {
            m_lookTimer.stop();
            m_lacks = false;
            Q_EMIT hasDescriptorsAgain();
        }
    } else if (isListening() && hasDescriptorToSpare(socketDescriptor())) {
        m_isPaused = false;
        m_resumedAt = m_clock.now();
        setMaxPendingConnections(MostInOneTurn);
        resumeAccepting();
    }
}

} // namespace Signalbox
