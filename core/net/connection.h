// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/limits.h"
#include "core/link/wire.h"
#include "core/net/influx.h"
#include "core/net/turnshare.h"
#include "core/net/wholetexts.h"

#include <QPointer>
#include <QVarLengthArray>

#include <memory>
#include <optional>
#include <span>

class QTcpSocket;
class QWebSocket;

namespace Signalbox {

class Outbox;
class PeerSocket;
class SecureSocket;

/// One WebSocket as a wire. QWebSocket shakes hands, answers pings, closes, and reads what is not
/// plain; what is plain is taken before it, and what the hub sends is written below it as ready
/// frames, because QWebSocket would encode it anew for every receiver. The frames of one turn of
/// the event loop leave together, and of what comes only so much is heard in one. That is sound
/// because everything happens in one thread, whole frames only are ever written, and nothing is
/// written once either side has begun to close.
///
/// Thread: the I/O thread. Owner: the link.
class Connection final : public Wire
{
    Q_OBJECT

public:
    /// What all connections share; outlives them.
    struct Surroundings
    {
        const Limits& limits;
        Outbox& outbox;
        QByteArray& arrivals; ///< where a message is while it is read
    };

    /// socket: connected, with nothing read from it. tcp: the socket below it, which it owns; a
    /// PeerSocket or a SecureSocket.
    Connection(
        std::unique_ptr<QWebSocket> socket, QTcpSocket* tcp, const Surroundings& surroundings);
    ~Connection() override;

    void send(const Frame& frame) override;
    void ping() override;
    void close(quint16 code, const QString& reason) override;
    qint64 queuedBytes() const override { return m_frameBytes + m_waitingBytes; }
    quint64 takenBytes() const override { return m_takenBytes; }

    /// The outbox's answers to enroll() and hold().
    void onItsTurn();
    void onPauseEnd();

private:
    void connectSignals();
    void takePlainTexts();
    void boundMessages();
    void use(qint64 bytes);
    bool hideRest();
    void showRest();
    void countArrived();
    void receive(const QByteArray& message);
    void countText(const QString& text, bool endsMessage);
    void countFragment(qint64 bytes, bool endsMessage);
    void onDataRead();
    void enroll();
    bool hold();
    void flush();
    void write(std::span<const QByteArray> frames);
    void onPong(const QByteArray& payload);
    void onBytesWritten(qint64 bytes);
    void onAboutToClose();
    void onDisconnected();
    void cutIfFlooding();
    void look();
    Departure departure() const;

    // What every frame touches stands together, as in Link.
    PeerSocket* m_plain; ///< the same as m_tcp, or nullptr: then that is
    SecureSocket* m_secure; ///< this
    Outbox& m_outbox;
    QVarLengthArray<QByteArray, 1> m_frames; ///< of this turn, or held; not written yet
    qint64 m_frameBytes = 0; ///< the sum of their sizes
    qint64 m_waitingBytes = 0; ///< in the socket's buffer, when that was last looked at
    quint64 m_takenBytes = 0;
    qint64 m_ownBytes = 0; ///< at least as much as waits of what was written here
    bool m_enrolled = false; ///< in the outbox, until its turn
    bool m_writing = false; ///< what is told of its leaving is in the books when that is done
    bool m_holding = false; ///< in the outbox, for the end of a pause
    bool m_open = false; ///< neither side has begun to close; nothing is sent afterwards

    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_tcp; ///< dies with m_socket, or when that lets go of it
    WholeTexts m_texts;
    const Limits& m_limits;
    QByteArray m_pingPayload; ///< of the ping that is not answered yet; empty: all are
    std::optional<std::chrono::steady_clock::time_point> m_lastPresence; ///< when it last left
    Influx m_influx;
    TurnShare m_share;
    quint64 m_counted = 0; ///< of m_secure: what has ever arrived; of m_plain: what has and waits
    int m_fragments = 0; ///< of a message that is not complete
    qint64 m_textBytes = 0; ///< in those, where they are text
    bool m_goodbye = false; ///< there was a close frame, in whichever direction
    bool m_goingAway = false; ///< there was one if data has come just now
    bool m_gone = false; ///< closed() was emitted
    bool m_toldToClose = false; ///< this side has begun
    bool m_flooding = false;
    bool m_overRate = false;
};

} // namespace Signalbox
