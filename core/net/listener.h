// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"

#include <QTcpServer>
#include <QTimer>

#include <deque>
#include <optional>

namespace Signalbox {

/// A TCP server whose sockets are PeerSockets, or bare descriptors where it is not clear yet what
/// to make of them. It takes a bounded number of them in one turn of the event loop: a class that
/// comes back all at once must not keep those waiting who are there. Where the system's descriptors
/// run low it takes nobody, and tries again a little later: whoever waits then does so in the
/// system's own queue. It tells when that begins, and when it has been over for a while.
///
/// Thread: the I/O thread. Owner: the front door.
class Listener final : public QTcpServer
{
    Q_OBJECT

public:
    explicit Listener(const Clock& clock, QObject* parent = nullptr);
    ~Listener() override;

    /// From here on those who come are left as bare descriptors, or no longer.
    void leaveBare(bool bare) { m_leavesBare = bare; }

    /// The next bare descriptor, which is the caller's from here on, or nullopt. As with
    /// nextPendingConnection(), newConnection() tells that there is one.
    std::optional<qintptr> nextDescriptor();

    /// Stops listening and hangs up on whoever has not been taken. That nobody was let in for want
    /// of descriptors is over then, without a word.
    void shut();

Q_SIGNALS:
    /// It takes nobody for a while. Said once, until the other is.
    void lacksDescriptors();

    /// It has taken whoever came for some seconds: at the edge, where one goes and one comes, it
    /// pauses time and again.
    void hasDescriptorsAgain();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void keep(qintptr descriptor);
    void pause();
    void lookAgain();

    const Clock& m_clock;
    QTimer m_lookTimer; ///< runs while m_lacks
    Moment m_resumedAt; ///< meaningful while m_lacks and not m_isPaused
    bool m_isPaused = false; ///< takes nobody
    bool m_lacks = false; ///< as was told
    std::deque<qintptr> m_descriptors;
    bool m_leavesBare = false;
};

} // namespace Signalbox
