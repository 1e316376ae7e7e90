// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/firstbyte.h"

#include "core/net/descriptors.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace Signalbox {

namespace {

/// What stands before the content of a record, and before that of a message in it (section 4).
constexpr int RecordHead = 5;
constexpr int MessageHead = 4;

/// No hello is longer, or OpenSSL does not take it (section 4.1.2 sets no such bound).
constexpr int LongestHello = 131'396;

/// How long a hello is that begins so, by the record's length or its own, as far as it is awaited;
/// nullopt: it is none.
std::optional<int> helloSize(const uchar* bytes, int size)
{
    constexpr uchar versionMajor = 3;
    constexpr uchar clientHello = 1;
    const bool isNone = (size > 1 && bytes[1] != versionMajor)
        || (size > RecordHead && bytes[RecordHead] != clientHello);
    if (isNone) {
        return std::nullopt;
    }
    if (size < RecordHead) {
        return RecordHead + MessageHead;
    }
    const int record = bytes[3] << 8 | bytes[4];
    if (record < MessageHead) { // the length goes on in the next one: rare, and OpenSSL's to judge
        return RecordHead + record;
    }
    if (size < RecordHead + MessageHead) {
        return RecordHead + MessageHead;
    }
    const int message = bytes[6] << 16 | bytes[7] << 8 | bytes[8];
    if (message > LongestHello) {
        return std::nullopt;
    }
    return std::min(RecordHead + std::max(record, MessageHead + message), FirstByte::MostAwaited);
}

/// Nothing will follow what is there.
bool hasEnded(qintptr descriptor)
{
#ifdef POLLRDHUP
    pollfd end{int(descriptor), POLLRDHUP, 0};
    return ::poll(&end, 1, 0) > 0;
#else
    Q_UNUSED(descriptor)
    return false;
#endif
}

/// What is there stays there, and need not be told of again before so much is.
void await(qintptr descriptor, int size)
{
    ::setsockopt(int(descriptor), SOL_SOCKET, SO_RCVLOWAT, &size, sizeof size);
}

} // namespace

FirstByte::FirstByte(qintptr descriptor, QObject* parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_notifier(QSocketNotifier::Read)
{
    m_notifier.setSocket(descriptor);
    connect(&m_notifier, &QSocketNotifier::activated, this, &FirstByte::look);
}

FirstByte::~FirstByte()
{
    hangUp();
}

void FirstByte::look()
{
    const auto seenKind = kind();
    m_notifier.setEnabled(!seenKind);
    if (seenKind) {
        Q_EMIT seen(*seenKind);
    }
}

/// nullopt: not enough has come yet.
std::optional<FirstByte::Kind> FirstByte::kind()
{
    uchar bytes[MostAwaited];
    const auto size = int(::recv(int(m_descriptor), bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT));
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
        return std::nullopt;
    }
    if (size <= 0) {
        return Kind::Gone;
    }
    if (bytes[0] != FirstByte::TlsHandshake) {
        return Kind::Plain;
    }
    const std::optional<int> hello = helloSize(bytes, size);
    if (!hello) {
        return Kind::Garbled;
    }
    if (size >= *hello) {
        return Kind::Tls;
    }
    if (hasEnded(m_descriptor)) {
        return Kind::Gone;
    }
    if (m_awaited != *hello) {
        m_awaited = *hello;
        await(m_descriptor, *hello);
    }
    return std::nullopt;
}

qintptr FirstByte::release()
{
    m_notifier.setEnabled(false);
    if (m_awaited != 1) {
        await(m_descriptor, 1);
    }
    return std::exchange(m_descriptor, -1);
}

void FirstByte::hangUp()
{
    if (m_descriptor >= 0) {
        closeDescriptor(release());
    }
}

} // namespace Signalbox
