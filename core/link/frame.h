// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Signalbox {

/// One text message of the hub, made ready for the wire once, however many peers get it: a whole
/// unmasked WebSocket frame (RFC 6455 section 5.2). Copies share the bytes.
class Frame
{
public:
    Frame() = default;

    /// text: UTF-8.
    static Frame fromText(QByteArrayView text);

    QByteArrayView text() const { return QByteArrayView(m_bytes).sliced(m_headerSize); }
    const QByteArray& bytes() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    QByteArray m_bytes;
    qsizetype m_headerSize = 0;
};

} // namespace Signalbox
