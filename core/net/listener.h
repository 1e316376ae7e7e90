// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpServer>

namespace Signalbox {

/// A TCP server whose sockets are PeerSockets, and which takes a bounded number of them in one turn
/// of the event loop: a class that comes back all at once must not keep those waiting who are
/// there. Where the system gives no socket, it tries again a little later.
///
/// Thread: the I/O thread. Owner: the front door.
class Listener final : public QTcpServer
{
    Q_OBJECT

public:
    explicit Listener(QObject* parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;
};

} // namespace Signalbox
