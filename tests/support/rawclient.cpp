// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/rawclient.h"

#include "tests/support/waiting.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QSslSocket>
#include <QtEndian>

#include <sys/socket.h>

namespace Signalbox {

namespace {

QByteArray masked(QByteArray payload, const QByteArray& maskingKey)
{
    for (qsizetype i = 0; i < payload.size(); ++i) {
        payload[i] = char(payload[i] ^ maskingKey[i % 4]);
    }
    return payload;
}

} // namespace

RawClient::RawClient(QObject* parent)
    : QObject(parent)
    , m_tcp(std::make_unique<QTcpSocket>())
{
    connect(m_tcp.get(), &QTcpSocket::readyRead, this, &RawClient::read);
}

void RawClient::encrypt()
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    connect(socket.get(), &QSslSocket::readyRead, this, &RawClient::read);
    m_tcp = std::move(socket);
}

void RawClient::neverRead()
{
    m_reads = false;
    m_tcp->setReadBufferSize(1);
}

bool RawClient::connectTo(quint16 port)
{
    if (auto* socket = qobject_cast<QSslSocket*>(m_tcp.get())) {
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    } else {
        m_tcp->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }
    return waitUntil([this] { return isConnected(); });
}

bool RawClient::isConnected() const
{
    const auto* socket = qobject_cast<const QSslSocket*>(m_tcp.get());
    return m_tcp->state() == QAbstractSocket::ConnectedState && (!socket || socket->isEncrypted());
}

bool RawClient::upgrade(quint16 port, const QByteArray& target, const QByteArray& moreHeaders)
{
    const bool reads = std::exchange(m_reads, true);
    const qint64 bufferSize = m_tcp->readBufferSize();
    m_tcp->setReadBufferSize(0);
    if (!connectTo(port)) {
        return false;
    }
    if (!reads) {
        m_tcp->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
    }
    upgradeBy(upgradeRequest(target, moreHeaders));
    m_reads = reads;
    m_tcp->setReadBufferSize(bufferSize);
    return m_upgraded;
}

bool RawClient::upgradeBy(const QByteArray& bytes)
{
    write(bytes);
    return waitUntil([this] { return takeAnswer(); }) && m_upgraded;
}

void RawClient::beginToUpgrade(quint16 port, const QByteArray& target)
{
    m_beginsToUpgrade = true;
    connect(m_tcp.get(), &QTcpSocket::connected, this,
        [this, target] { m_tcp->write(upgradeRequest(target)); });
    m_tcp->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

/// Whether the answer to the handshake is there as a whole.
bool RawClient::takeAnswer()
{
    constexpr QByteArrayView end = "\r\n\r\n";
    if (!m_bytes.contains(end)) {
        return false;
    }
    m_upgraded = m_bytes.startsWith("HTTP/1.1 101 ");
    if (m_upgraded) {
        m_answer = m_bytes.first(m_bytes.indexOf(end) + end.size());
        m_bytes.remove(0, m_answer.size());
        while (takeFrame()) { }
    }
    return true;
}

void RawClient::write(const QByteArray& bytes)
{
    if (m_tcp->isOpen()) { // it may have been put out
        m_tcp->write(bytes);
        m_tcp->flush();
    }
}

void RawClient::writeInPieces(const QByteArray& bytes, qsizetype size)
{
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        write(bytes.mid(at, size));
        QCoreApplication::processEvents();
    }
}

void RawClient::shutWrite()
{
    ::shutdown(int(m_tcp->socketDescriptor()), SHUT_WR);
}

void RawClient::reset()
{
    const linger now{1, 0};
    ::setsockopt(int(m_tcp->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_tcp->abort();
}

bool RawClient::waitForText(const QByteArray& part)
{
    return waitUntil([this, part] { return hasText(part); });
}

bool RawClient::hasText(const QByteArray& part) const
{
    return std::any_of(m_frames.begin(), m_frames.end(), [part](const RawFrame& frame) {
        return frame.opcode == Text && frame.payload.contains(part);
    });
}

bool RawClient::waitForFrame(quint8 opcode, const QByteArray& payload)
{
    return waitUntil([this, opcode, payload] { return payloads(opcode).contains(payload); });
}

bool RawClient::waitForClose()
{
    return waitUntil([this] { return closeCode() != 0; });
}

bool RawClient::waitForEnd()
{
    return waitUntil([this] { return hasEnded(); });
}

QByteArrayList RawClient::payloads(quint8 opcode) const
{
    QByteArrayList payloads;
    for (const RawFrame& frame : m_frames) {
        if (frame.opcode == opcode) {
            payloads.append(frame.payload);
        }
    }
    return payloads;
}

int RawClient::httpStatus() const
{
    constexpr QByteArrayView version = "HTTP/1.1 ";
    return m_bytes.startsWith(version) ? m_bytes.mid(version.size(), 3).toInt() : 0;
}

quint16 RawClient::closeCode() const
{
    for (const RawFrame& frame : m_frames) {
        if (frame.opcode == Close && frame.payload.size() >= 2) {
            return qFromBigEndian<quint16>(frame.payload.constData());
        }
    }
    return 0;
}

QByteArray RawClient::closeReason() const
{
    for (const RawFrame& frame : m_frames) {
        if (frame.opcode == Close) {
            return frame.payload.mid(2);
        }
    }
    return {};
}

QByteArray RawClient::encode(const RawFrame& frame)
{
    const qint64 size = frame.announcedSize < 0 ? frame.payload.size() : frame.announcedSize;
    const quint8 maskBit = frame.masked ? 0x80 : 0;
    QByteArray bytes;
    bytes += char((frame.final ? 0x80 : 0) | frame.reservedBits | frame.opcode);
    int sizeBytes = frame.sizeBytes;
    if (sizeBytes == 0) {
        sizeBytes = size < 126 ? -1 : size < 65536 ? 2 : 8;
    }
    if (sizeBytes < 0) {
        bytes += char(maskBit | size);
    } else {
        bytes += char(maskBit | (sizeBytes == 2 ? 126 : 127));
        const quint64 bigEndian = qToBigEndian(quint64(size));
        bytes += QByteArray(reinterpret_cast<const char*>(&bigEndian), 8).last(sizeBytes);
    }
    if (!frame.masked) {
        return bytes + frame.payload;
    }
    return bytes + frame.maskingKey + masked(frame.payload, frame.maskingKey);
}

QByteArray RawClient::upgradeRequest(const QByteArray& target, const QByteArray& moreHeaders)
{
    return "GET " + target
        + " HTTP/1.1\r\nHost: hub.example:8080\r\nUpgrade: websocket\r\n"
          "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + moreHeaders + "\r\n";
}

void RawClient::read()
{
    if (!m_reads) {
        return;
    }
    m_bytes += m_tcp->readAll();
    if (m_beginsToUpgrade && !m_upgraded) {
        takeAnswer();
    }
    while (m_upgraded && takeFrame()) { }
}

bool RawClient::takeFrame()
{
    if (m_bytes.size() < 2) {
        return false;
    }
    qint64 size = m_bytes[1] & 0x7f;
    qsizetype header = 2;
    if (size == 126) {
        header = 4;
    } else if (size == 127) {
        header = 10;
    }
    if (m_bytes.size() < header) {
        return false;
    }
    if (header == 4) {
        size = qFromBigEndian<quint16>(m_bytes.constData() + 2);
    } else if (header == 10) {
        size = qFromBigEndian<qint64>(m_bytes.constData() + 2);
    }
    if (m_bytes.size() < header + size) {
        return false;
    }
    RawFrame frame;
    frame.final = (m_bytes[0] & 0x80) != 0;
    frame.reservedBits = m_bytes[0] & 0x70;
    frame.opcode = m_bytes[0] & 0x0f;
    frame.masked = (m_bytes[1] & 0x80) != 0;
    frame.payload = m_bytes.mid(header, size);
    frame.sizeBytes = header == 2 ? -1 : int(header - 2);
    m_bytes.remove(0, header + size);
    m_frames.append(frame);
    return true;
}

} // namespace Signalbox
