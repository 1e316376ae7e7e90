// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpSocket>

namespace Signalbox {

/// A client that speaks WebSocket by hand, so that it can do what no decent client would.
/// What waits runs the event loop and says whether it came to pass.
///
/// Thread: the test's. Owner: the test.
class RawClient : public QObject
{
    Q_OBJECT

public:
    enum Opcode : quint8
    {
        Continuation = 0x0,
        Text = 0x1,
        Binary = 0x2,
        Close = 0x8,
        Ping = 0x9,
        Pong = 0xA
    };

    /// One frame as it stands on the wire; what is not set is as it should be.
    struct RawFrame
    {
        quint8 opcode = Text;
        QByteArray payload;
        bool final = true;
        bool masked = true;
        quint8 reservedBits = 0; ///< 0x40, 0x20 and 0x10
        qint64 announcedSize = -1; ///< -1: the payload's
        int sizeBytes = 0; ///< 0, 2 or 8 bytes of extended length; -1: the fewest that do
    };

    explicit RawClient(QObject* parent = nullptr);

    QTcpSocket& tcp() { return m_tcp; }

    /// Takes next to nothing from the network from here on; to be called before connecting.
    void neverRead();

    bool connectTo(quint16 port);
    bool upgrade(
        quint16 port, const QByteArray& target = "/ws", const QByteArray& moreHeaders = {});
    void write(const QByteArray& bytes);
    void send(const RawFrame& frame) { write(encode(frame)); }
    void sendText(const QByteArray& text) { send({.payload = text}); }

    /// Ends the connection with a TCP reset.
    void reset();

    /// Whether it has read so much that the condition holds.
    bool waitForText(const QByteArray& part);
    bool waitForClose();
    bool waitForEnd();

    /// Everything that is neither a handshake's answer nor in a frame.
    const QByteArray& bytes() const { return m_bytes; }
    const QList<RawFrame>& frames() const { return m_frames; }
    quint16 closeCode() const;
    QByteArray closeReason() const;
    bool hasEnded() const { return m_tcp.state() == QAbstractSocket::UnconnectedState; }

    static QByteArray encode(const RawFrame& frame);
    static QByteArray upgradeRequest(
        const QByteArray& target = "/", const QByteArray& moreHeaders = {});

private:
    void read();
    bool takeFrame();

    QTcpSocket m_tcp;
    QByteArray m_bytes;
    QList<RawFrame> m_frames;
    bool m_upgraded = false;
    bool m_reads = true;
};

} // namespace Signalbox
