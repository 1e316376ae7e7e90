// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/tlsrecords.h"

#include <algorithm>

namespace Signalbox {

namespace {

/// A type, a version, and the length of the content in two bytes.
constexpr int HeadSize = 5;
constexpr int LengthSize = 2;

} // namespace

TlsRecords::Piece TlsRecords::pass(QByteArrayView bytes, int mostEnds)
{
    Piece piece;
    while (piece.size < bytes.size() && piece.ends < mostEnds) {
        if (m_headSize < HeadSize) {
            const auto byte = uchar(bytes[piece.size++]);
            if (++m_headSize > HeadSize - LengthSize) {
                m_left = m_left << 8 | byte;
            }
        } else {
            const qint64 more = std::min(m_left, bytes.size() - piece.size);
            piece.size += more;
            m_left -= more;
        }
        if (m_headSize == HeadSize && m_left == 0) {
            m_headSize = 0;
            ++piece.ends;
        }
    }
    return piece;
}

} // namespace Signalbox
