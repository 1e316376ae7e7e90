// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/firstbyte.h"

#include "core/net/descriptors.h"

#include <cerrno>
#include <optional>
#include <sys/socket.h>
#include <utility>

namespace Signalbox {

namespace {

/// The type of a TLS record that is part of a handshake (RFC 8446 section 5.1). No HTTP method
/// begins with it.
constexpr char HandshakeRecord = 0x16;

/// nullopt: it has not come yet.
std::optional<FirstByte::Kind> kindOf(qintptr descriptor)
{
    char first = 0;
    const auto size = ::recv(int(descriptor), &first, 1, MSG_PEEK | MSG_DONTWAIT);
    if (size == 1) {
        return first == HandshakeRecord ? FirstByte::Kind::Tls : FirstByte::Kind::Plain;
    }
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
        return std::nullopt;
    }
    return FirstByte::Kind::Gone;
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
    const auto kind = kindOf(m_descriptor);
    m_notifier.setEnabled(!kind);
    if (kind) {
        Q_EMIT seen(*kind);
    }
}

qintptr FirstByte::release()
{
    m_notifier.setEnabled(false);
    return std::exchange(m_descriptor, -1);
}

void FirstByte::hangUp()
{
    if (m_descriptor >= 0) {
        closeDescriptor(release());
    }
}

} // namespace Signalbox
