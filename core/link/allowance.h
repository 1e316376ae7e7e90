// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/limits.h"
#include "core/signal/clock.h"

#include <algorithm>
#include <optional>

namespace Signalbox {

/// How much one peer may still say, by the rate limits: messages, their bytes, and the bytes that
/// the hub has to send because of them. Each is a bucket that every message fills and time drains.
/// When one runs over the peer is warned, then what it says is dropped, and in the end it has to
/// go; who keeps within the limits for Limits::warningTime begins anew. Knows no peer and no
/// messages.
///
/// Thread: the I/O thread. Owner: the link.
class Allowance
{
public:
    enum class Verdict : quint8
    {
        Fine, ///< to be obeyed
        Warned, ///< as well, but the peer is to be told that it says too much
        Dropped, ///< not to be obeyed
        FirstDropped, ///< as well, and the peer is to be told that this begins
        Exhausted, ///< nor anything else: the peer was told, and goes on
    };

    /// What was said and time has not made good yet, for who comes after: so nobody gains anything
    /// by coming back.
    struct Debt
    {
        double messages = 0;
        double bytes = 0;
        double fanOut = 0;
        double owed = 0; ///< seconds that what was let pass in the last warning would have needed
        Moment lastOver; ///< when that was
        Moment at; ///< when it was so
    };

    /// limits: outlives it, and may change.
    Allowance(const Limits& limits, Moment now)
        : m_limits(limits)
        , m_drained(now)
    { }

    /// What becomes of a message of so many bytes.
    Verdict take(qint64 bytes, Moment now)
    {
        drain(now);
        if (m_stage == Stage::Calm && hasRoomFor(double(bytes))) {
            fill(double(bytes));
            return Verdict::Fine;
        }
        return judge(double(bytes), now);
    }

    /// The message that was taken last made the hub send so many bytes, to all receivers together.
    void chargeFanOut(qint64 bytes)
    {
        m_fanOut += double(bytes);
        if (m_fanOut > fanOutRoom()) {
            owe(double(bytes));
        }
    }

    /// Says, or said until a moment ago, more than it may.
    bool isOver(Moment now) const
    {
        return m_stage != Stage::Calm && now - m_lastOver < m_limits.warningTime;
    }

    quint64 dropped() const { return m_dropped; } ///< messages

    /// As it is now; nullopt: none that is worth being remembered.
    std::optional<Debt> debt(Moment now) const;

    /// Begins with what another one left, before anything was taken: it is warned all the same, and
    /// time makes good the same.
    void inherit(const Debt& debt, Moment now);

private:
    enum class Stage : quint8
    {
        Calm,
        Warned,
        Dropping,
    };

    /// Bytes may come in bursts of so many seconds' worth.
    static constexpr double BurstSeconds = 2;

    double byteRoom() const { return double(m_limits.bytesPerSecond) * BurstSeconds; }
    double fanOutRoom() const { return double(m_limits.fanOutBytesPerSecond) * BurstSeconds; }

    void drain(Moment now)
    {
        // Floating point: the limits may be as large as their types hold.
        const double seconds = std::chrono::duration<double>(now - m_drained).count();
        m_drained = now;
        m_messages = std::max(0.0, m_messages - seconds * m_limits.messagesPerSecond);
        m_bytes = std::max(0.0, m_bytes - seconds * double(m_limits.bytesPerSecond));
        m_fanOut = std::max(0.0, m_fanOut - seconds * double(m_limits.fanOutBytesPerSecond));
    }
    bool hasRoomFor(double bytes) const
    {
        return m_messages + 1 <= m_limits.messageBurst && m_bytes + bytes <= byteRoom()
            && m_fanOut <= fanOutRoom();
    }
    void fill(double bytes)
    {
        m_messages += 1;
        m_bytes += bytes;
    }

    Verdict judge(double bytes, Moment now);
    Verdict indulge(double bytes, bool isFirst);
    void owe(double fanOutBytes);
    double debtSeconds() const;
    double longestToDrain() const;

    const Limits& m_limits;
    Moment m_drained;
    double m_messages = 0;
    double m_bytes = 0;
    double m_fanOut = 0;

    double m_owed = 0; ///< seconds that what was let pass in the last warning would have needed
    Moment m_since; ///< of the stage, unless that is Calm
    Moment m_lastOver; ///< as well
    quint64 m_dropped = 0;
    Stage m_stage = Stage::Calm;
};

} // namespace Signalbox
