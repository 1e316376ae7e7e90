// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/hellocheck.h"

#include "core/net/firstbyte.h"

#include <QList>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

namespace Signalbox {

namespace {

using Kind = FirstByte::Kind;

constexpr char handshake = 0x16;
constexpr qsizetype recordHead = 5;
constexpr qsizetype messageHead = 4;

/// A hello may be longer than what is looked at, but not by much: that is no other case.
constexpr qsizetype longestHello = 3 * qsizetype(FirstByte::MostAwaited) / 2;

/// The system keeps no more pieces than some hundred for who does not read.
constexpr qsizetype mostSizes = 32;

/// A connection that begins with what is put in at its far end.
class Beginning
{
public:
    Beginning()
    {
        int ends[2] = {-1, -1};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends);
        m_far = ends[1];
        m_near = ends[0];
        m_waiting.emplace(m_near);
        QObject::connect(
            &*m_waiting, &FirstByte::seen, &*m_waiting, [this](Kind kind) { m_seen.append(kind); });
    }
    ~Beginning() { ::close(m_far); }
    Q_DISABLE_COPY_MOVE(Beginning)

    /// What is wrong then.
    QString comes(QByteArrayView bytes)
    {
        if (::send(m_far, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL) != bytes.size()) {
            qFatal("The system does not take %lld bytes: %d", qint64(bytes.size()), errno);
        }
        m_there += bytes.size();
        if (!m_seen.isEmpty()) {
            return {};
        }
        m_waiting->look();
        if (m_seen.size() > 1) {
            return QStringLiteral("it is told twice");
        }
        return m_seen.isEmpty() ? complaintAboutWaiting() : QString();
    }

    std::optional<Kind> kind() const
    {
        return m_seen.isEmpty() ? std::nullopt : std::optional(m_seen.first());
    }

    /// Whether all of it, and nothing else, is there to be read.
    bool isLeft(QByteArrayView all)
    {
        m_waiting->release();
        QByteArray bytes(all.size() + 1, '\0');
        const ssize_t size = ::recv(m_near, bytes.data(), size_t(bytes.size()), MSG_PEEK);
        const bool isWhole = awaited() == 1 && size == all.size() && bytes.startsWith(all);
        ::close(m_near);
        return isWhole;
    }

private:
    /// Bytes before which the system tells of nothing.
    int awaited() const
    {
        int bytes = -1;
        socklen_t size = sizeof bytes;
        ::getsockopt(m_near, SOL_SOCKET, SO_RCVLOWAT, &bytes, &size);
        return bytes;
    }

    QString complaintAboutWaiting() const
    {
        if (awaited() <= m_there) {
            return QStringLiteral("it waits for %1 bytes, and %2 are there")
                .arg(awaited())
                .arg(m_there);
        }
        return awaited() > FirstByte::MostAwaited
            ? QStringLiteral("it waits for %1 bytes").arg(awaited())
            : QString();
    }

    int m_far = -1;
    int m_near = -1;
    qsizetype m_there = 0;
    std::optional<FirstByte> m_waiting;
    QList<Kind> m_seen;
};

QString complaintAboutAny(QByteArrayView bytes)
{
    constexpr qsizetype oneByOne = 16;
    Beginning inPieces;
    Beginning atOnce;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype piece = at < oneByOne ? 1 : bytes.size() / 8 + 1;
        const QByteArrayView part = bytes.sliced(at, std::min(piece, bytes.size() - at));
        if (QString complaint = inPieces.comes(part); !complaint.isEmpty()) {
            return complaint;
        }
        at += part.size();
    }
    if (QString complaint = atOnce.comes(bytes); !complaint.isEmpty()) {
        return complaint;
    }
    const bool isPlain = bytes.front() != handshake;
    for (const Beginning* beginning : {&inPieces, &atOnce}) {
        if (beginning->kind() == Kind::Gone || (beginning->kind() == Kind::Plain) != isPlain) {
            return QStringLiteral("it speaks something else");
        }
    }
    if ((inPieces.kind() == Kind::Garbled && atOnce.kind() != Kind::Garbled)
        || (atOnce.kind() == Kind::Tls && inPieces.kind() != Kind::Tls)
        || (!inPieces.kind() && atOnce.kind())) {
        return QStringLiteral("it depends on the pieces what it speaks");
    }
    return inPieces.isLeft(bytes) && atOnce.isLeft(bytes)
        ? QString()
        : QStringLiteral("something is not left to who reads");
}

void appendNumber(QByteArray& bytes, qsizetype number, int size)
{
    while (--size >= 0) {
        bytes.append(char(number >> (8 * size)));
    }
}

/// A hello as RFC 8446 frames it: how long it is, and how long each record, is in the input.
QByteArrayList recordsFrom(QByteArrayView input)
{
    const QByteArrayView said = input.first(std::min(input.size(), 2 + mostSizes));
    const auto byte = [said](qsizetype at) {
        return at < said.size() ? qsizetype(uchar(said[at])) : qsizetype(0);
    };
    const qsizetype size = (byte(0) << 8 | byte(1)) % longestHello;
    QByteArray message(1, '\x01');
    appendNumber(message, size, 3);
    message.append(QByteArray(size, '\x03'));
    QByteArrayList records;
    for (qsizetype at = 0, next = 2; at < message.size(); ++next) {
        // No record of a handshake is empty; where the input says nothing, all that is left is one.
        const qsizetype left = message.size() - at;
        const qsizetype content = next < said.size() ? std::min(byte(next) + 1, left) : left;
        QByteArray record = QByteArrayLiteral("\x16\x03\x01");
        appendNumber(record, content, 2);
        records.append(record + message.mid(at, content));
        at += content;
    }
    return records;
}

/// Before so much of a hello is there, it is not whole, or not known to be one.
qsizetype leastOf(const QByteArrayList& records)
{
    const QByteArray& first = records.first();
    if (first.size() < recordHead + messageHead) {
        return first.size();
    }
    const qsizetype content = uchar(first[6]) << 16 | uchar(first[7]) << 8 | uchar(first[8]);
    return std::min<qsizetype>(
        std::max(first.size(), recordHead + messageHead + content), FirstByte::MostAwaited);
}

QString complaintAboutWhole(QByteArrayView input)
{
    const QByteArrayList records = recordsFrom(input);
    const qsizetype least = leastOf(records);
    Beginning beginning;
    qsizetype there = 0;
    for (const QByteArray& record : records) {
        for (const QByteArray& part :
            {record.first(recordHead), record.sliced(recordHead).chopped(1), record.last(1)}) {
            if (part.isEmpty()) {
                continue;
            }
            if (QString complaint = beginning.comes(part); !complaint.isEmpty()) {
                return complaint;
            }
            there += part.size();
            if (beginning.kind() && (beginning.kind() != Kind::Tls || there < least)) {
                return QStringLiteral("%1 bytes of a hello are taken for something").arg(there);
            }
        }
    }
    return beginning.kind() ? QString() : QStringLiteral("more than a whole hello is waited for");
}

} // namespace

QString complaintAboutHello(QByteArrayView bytes)
{
    if (!bytes.isEmpty()) {
        if (QString complaint = complaintAboutAny(bytes.first(
                std::min<qsizetype>(bytes.size(), 2 * qsizetype(FirstByte::MostAwaited))));
            !complaint.isEmpty()) {
            return complaint;
        }
    }
    return complaintAboutWhole(bytes);
}

} // namespace Signalbox
