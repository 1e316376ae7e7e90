// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace Signalbox {

/// Where records end in a stream of TLS, whatever is in them: how long each is can be read by
/// anybody (RFC 8446 section 5.1).
///
/// Thread: any. Owner: whoever counts.
class TlsRecords
{
public:
    struct Piece
    {
        qint64 size = 0;
        int ends = 0; ///< of records that end in it
    };

    /// What comes next in the stream begins with these bytes. Passes them, but no more than to the
    /// end of so many records.
    Piece pass(QByteArrayView bytes, int mostEnds);

private:
    int m_headSize = 0; ///< so much has come of the head of the record in which the stream is
    qint64 m_left = 0; ///< so much is to come of its content
};

} // namespace Signalbox
