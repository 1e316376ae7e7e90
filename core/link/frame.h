// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Signalbox {

/// When a frame must leave.
enum class Haste
{
    AtOnce, ///< with what else there is in this turn of the event loop
    Soon, ///< with what else comes within Limits::presencePause
};

/// What the hub sends, made ready for the wire once, however many peers get it: a whole unmasked
/// WebSocket frame (RFC 6455 section 5.2). Copies share the bytes.
class Frame
{
public:
    Frame() = default;

    /// text: UTF-8.
    static Frame fromText(QByteArrayView text, Haste haste = Haste::AtOnce);

    /// payload: at most 125 bytes (RFC 6455 section 5.5).
    static Frame ping(QByteArrayView payload);

    /// The message; of a ping its payload.
    QByteArrayView text() const { return QByteArrayView(m_bytes).sliced(m_headerSize); }
    const QByteArray& bytes() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    Haste haste() const { return m_haste; }

private:
    static Frame make(char firstByte, QByteArrayView payload);

    QByteArray m_bytes;
    qsizetype m_headerSize = 0;
    Haste m_haste = Haste::AtOnce;
};

} // namespace Signalbox
