// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/frame.h"
#include "core/signal/peer.h"

#include <QObject>

#include <chrono>

namespace Signalbox {

/// The far end of a link: a socket, a recording, or a test. It moves bytes and knows no rules.
///
/// Its signals are never emitted from within one of its functions, so that whoever calls them need
/// not expect to be called back.
///
/// Thread: the I/O thread. Owner: the link.
class Wire : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void send(const Frame& frame) = 0;
    virtual void ping() = 0;

    /// Begins the closing handshake after what was sent before; closed() follows within
    /// Limits::closeTime even when the peer is stuck. reason: any length; what fits is sent.
    virtual void close(quint16 code, const QString& reason) = 0;

    /// What send() took and the network did not, whether it was offered to that yet or not; and
    /// what the network took in all since the beginning.
    virtual qint64 queuedBytes() const = 0;
    virtual quint64 takenBytes() const = 0;

Q_SIGNALS:
    /// A whole message has come; the view is valid only during the signal.
    void received(QByteArrayView text);
    void pongReceived(std::chrono::microseconds roundTrip);

    /// The far end is gone. The last signal.
    void closed(Signalbox::Departure why);
};

} // namespace Signalbox
