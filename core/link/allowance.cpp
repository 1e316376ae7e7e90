// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/allowance.h"

namespace Signalbox {

namespace {

double secondsOf(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

/// A warning ends early when what was let pass would have needed so many times as long: nobody may
/// flood the others for a while just because it has to be told first.
constexpr double MostOwed = 4;

/// What time makes good so soon is not worth being remembered: it is less than a page says that is
/// loaded again.
constexpr double ForgottenSeconds = 1;

} // namespace

Allowance::Verdict Allowance::judge(double bytes, Moment now)
{
    const bool hasCalmed = m_stage == Stage::Calm || now - m_lastOver >= m_limits.warningTime;
    if (hasRoomFor(bytes)) {
        if (hasCalmed) {
            m_stage = Stage::Calm;
        }
        fill(bytes);
        return Verdict::Fine;
    }
    if (now - m_lastOver >= m_limits.warningTime) {
        m_owed = 0; // else another one, whose debt this is, has used a part of the warning
    }
    m_lastOver = now;
    if (hasCalmed) {
        m_stage = Stage::Warned;
        m_since = now;
        return indulge(bytes, true);
    }
    const bool isDue = now - m_since >= m_limits.warningTime;
    if (m_stage == Stage::Warned) {
        if (!isDue && m_owed < MostOwed * secondsOf(m_limits.warningTime)) {
            return indulge(bytes, false);
        }
        m_stage = Stage::Dropping;
        m_since = now;
        ++m_dropped;
        return Verdict::FirstDropped;
    }
    if (isDue) {
        return Verdict::Exhausted;
    }
    ++m_dropped;
    return Verdict::Dropped;
}

/// Lets a message pass for which there is no room. The buckets run over by a little only, so that
/// who slows down is soon within the limits.
Allowance::Verdict Allowance::indulge(double bytes, bool isFirst)
{
    m_owed += std::max(1.0 / m_limits.messagesPerSecond, bytes / double(m_limits.bytesPerSecond));
    fill(bytes);
    m_messages
        = std::min(m_messages, m_limits.messageBurst + debtSeconds() * m_limits.messagesPerSecond);
    m_bytes = std::min(m_bytes, byteRoom() + debtSeconds() * double(m_limits.bytesPerSecond));
    return isFirst ? Verdict::Warned : Verdict::Fine;
}

void Allowance::owe(double fanOutBytes)
{
    const double perSecond = double(m_limits.fanOutBytesPerSecond);
    m_owed += fanOutBytes / perSecond;
    m_fanOut = std::min(m_fanOut, fanOutRoom() + debtSeconds() * perSecond);
}

/// Less than the warning lasts, so that who falls silent when it is warned loses nothing.
double Allowance::debtSeconds() const
{
    return secondsOf(m_limits.warningTime) / 2;
}

std::optional<Allowance::Debt> Allowance::debt(Moment now) const
{
    Allowance drained = *this;
    drained.drain(now);
    const bool owesStill = m_owed > 0 && now - m_lastOver < m_limits.warningTime;
    if (!owesStill && drained.longestToDrain() < ForgottenSeconds) {
        return std::nullopt;
    }
    return Debt{drained.m_messages, drained.m_bytes, drained.m_fanOut, owesStill ? m_owed : 0,
        m_lastOver, now};
}

void Allowance::inherit(const Debt& debt, Moment now)
{
    // Full at most: whoever keeps to so much a second is heard at once, whatever the one before
    // did.
    m_messages = std::min(debt.messages, double(m_limits.messageBurst));
    m_bytes = std::min(debt.bytes, byteRoom());
    m_fanOut = std::min(debt.fanOut, fanOutRoom());
    m_owed = debt.owed;
    m_lastOver = debt.lastOver;
    m_drained = debt.at;
    drain(now);
}

double Allowance::longestToDrain() const
{
    return std::max(
        {m_messages / m_limits.messagesPerSecond, m_bytes / double(m_limits.bytesPerSecond),
            m_fanOut / double(m_limits.fanOutBytesPerSecond)});
}

} // namespace Signalbox
