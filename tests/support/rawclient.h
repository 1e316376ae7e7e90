// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpSocket>

#include <memory>

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
        QByteArray payload = {};
        bool final = true;
        bool masked = true;
        quint8 reservedBits = 0; ///< 0x40, 0x20 and 0x10
        qint64 announcedSize = -1; ///< -1: the payload's
        int sizeBytes = 0; ///< 0, 2 or 8 bytes of extended length; -1: the fewest that do
        QByteArray maskingKey = QByteArray::fromHex("37fa213d"); ///< four bytes; any will do
    };

    explicit RawClient(QObject* parent = nullptr);

    QTcpSocket& tcp() { return *m_tcp; }

    /// Speaks TLS, and trusts anybody; to be called before connecting.
    void encrypt();

    /// Takes next to nothing from the network from here on; to be called before connecting.
    void neverRead();

    bool connectTo(quint16 port);
    bool upgrade(
        quint16 port, const QByteArray& target = "/ws", const QByteArray& moreHeaders = {});

    /// The same without waiting; isUpgraded() tells when it has come to pass.
    void beginToUpgrade(quint16 port, const QByteArray& target = "/ws");
    bool isUpgraded() const { return m_upgraded; }

    /// The same in steps: what is written last is, or ends, a request for an upgrade.
    bool upgradeBy(const QByteArray& bytes);
    void write(const QByteArray& bytes);

    /// Runs the event loop after each piece, so that they may arrive one by one.
    void writeInPieces(const QByteArray& bytes, qsizetype size);
    void send(const RawFrame& frame) { write(encode(frame)); }
    void sendText(const QByteArray& text) { send({.payload = text}); }

    /// Says that nothing more will come, and goes on reading.
    void shutWrite();

    /// Ends the connection with a TCP reset.
    void reset();

    /// Whether it has read so much that the condition holds.
    bool waitForText(const QByteArray& part);
    bool hasText(const QByteArray& part) const;
    bool waitForFrame(quint8 opcode, const QByteArray& payload);
    bool waitForClose();
    bool waitForEnd();

    /// What answered the handshake.
    const QByteArray& answer() const { return m_answer; }

    /// Everything that is neither a handshake's answer nor in a frame.
    const QByteArray& bytes() const { return m_bytes; }
    const QList<RawFrame>& frames() const { return m_frames; }
    QByteArrayList payloads(quint8 opcode) const;
    quint16 closeCode() const;
    QByteArray closeReason() const;
    int httpStatus() const; ///< of an answer that was no upgrade; 0: there was none
    bool hasEnded() const { return m_tcp->state() == QAbstractSocket::UnconnectedState; }

    static QByteArray encode(const RawFrame& frame);
    static QByteArray upgradeRequest(
        const QByteArray& target = "/", const QByteArray& moreHeaders = {});

private:
    bool isConnected() const;
    void read();
    bool takeAnswer();
    bool takeFrame();

    std::unique_ptr<QTcpSocket> m_tcp;
    QByteArray m_answer;
    QByteArray m_bytes;
    QList<RawFrame> m_frames;
    bool m_beginsToUpgrade = false;
    bool m_upgraded = false;
    bool m_reads = true;
};

} // namespace Signalbox
