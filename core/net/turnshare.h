// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace Signalbox {

/// How much of what one connection says is heard in one turn of the event loop. The rest waits for
/// the next one: however much somebody says at once, the others wait no longer than for that.
///
/// Thread: the I/O thread. Owner: the connection.
class TurnShare
{
public:
    /// More than clients have on their way at once. Each may be told to a whole room.
    static constexpr int MostFrames = 8;
    static constexpr qint64 MostBytes = 32 * 1024; ///< after which no further frame is heard

    void begin() { *this = {}; }
    void use(qint64 bytes)
    {
        ++m_frames;
        m_bytes += bytes;
    }
    bool isUsedUp() const { return m_frames >= MostFrames || m_bytes >= MostBytes; }

private:
    int m_frames = 0;
    qint64 m_bytes = 0;
};

} // namespace Signalbox
