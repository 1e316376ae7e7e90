// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/link.h"

#include "core/dialects/recognition.h"
#include "core/signal/signalcore.h"

#include <algorithm>

namespace Signalbox {

Link::Link(PeerNumber number, std::unique_ptr<Wire> wire, const Handshake& handshake,
    const Surroundings& surroundings)
    : m_wire(std::move(wire))
    , m_budget(surroundings.budget)
    , m_limits(surroundings.limits)
    , m_number(number)
    , m_handshake(std::make_unique<Handshake>(handshake))
    , m_dialects(surroundings.dialects)
    , m_core(surroundings.core)
    , m_clock(surroundings.clock)
    , m_tap(surroundings.tap)
    , m_lastSign(m_clock.now())
    , m_lastPing(m_lastSign - m_limits.pingEvery) // so that the first sweep measures a round trip
    , m_lastProgress(m_lastSign)
{
    connect(m_wire.get(), &Wire::received, this, &Link::onReceived);
    connect(m_wire.get(), &Wire::pongReceived, this, &Link::onPong);
    connect(m_wire.get(), &Wire::closed, this, &Link::onClosed);
}

Link::~Link()
{
    m_budget.change(-m_queuedBytes);
}

bool Link::begin()
{
    if (const auto language = Recognition::byPath(*m_handshake)) {
        speak(*language);
        return false;
    }
    bool isGreeted = false;
    const QList<Recognition::Guess> guesses = Recognition::bySilence(*m_handshake);
    for (const Recognition::Guess& maybe : guesses) {
        if (maybe.afterSilence) {
            isGreeted = true;
        } else {
            guess(maybe.language);
        }
    }
    return isGreeted;
}

void Link::greet()
{
    if (m_reader || m_ended || m_condemned) {
        return;
    }
    const QList<Recognition::Guess> guesses = Recognition::bySilence(*m_handshake);
    for (const Recognition::Guess& maybe : guesses) {
        if (maybe.afterSilence) {
            guess(maybe.language);
        }
    }
}

void Link::guess(Language language)
{
    const Opening opening = m_dialects.at(language).open(*m_handshake);
    const auto* command = opening.first ? std::get_if<Command>(&*opening.first) : nullptr;
    if (const auto* join = command ? std::get_if<Join>(command) : nullptr) {
        m_core.putAside(m_number, {language, opening.realmKey}, *join);
    }
}

void Link::speak(Language language)
{
    const Dialect& dialect = m_dialects.at(language);
    Opening opening = dialect.open(*m_handshake);
    m_handshake.reset();
    m_reader = std::move(opening.reader);
    m_dialect = &dialect;
    m_lastPulse = m_clock.now();
    const bool isThere = m_core.settle(m_number, {language, opening.realmKey}, dialect.name());
    if (opening.first && !isThere) {
        obey(*opening.first);
    }
}

void Link::obey(const Reading& reading)
{
    if (const auto* command = std::get_if<Command>(&reading)) {
        m_core.handle(m_number, *command);
    } else {
        m_core.reject(m_number, std::get<Fault>(reading));
    }
}

bool Link::isPaired() const
{
    return m_core.isPaired(m_number);
}

bool Link::isInRoom() const
{
    return m_core.isInRoom(m_number);
}

void Link::send(const Frame& frame)
{
    if (m_ended || m_condemned || frame.isEmpty()) {
        return;
    }
    m_wire->send(frame);
    ++m_traffic.messagesOut;
    m_traffic.bytesOut += quint64(frame.text().size());
    // One frame alone is nobody's fault: the list of a large room may be longer than the bound.
    if (measureQueue() > std::max(m_limits.queueBytes, frame.bytes().size())) {
        condemn(Departure::TooSlow);
    }
}

void Link::end(const Closing& closing, const Frame& farewell)
{
    send(farewell);
    m_ended = true;
    m_budget.change(-m_queuedBytes);
    m_queuedBytes = 0;
    m_wire->close(closing.code, closing.reason);
}

void Link::probe()
{
    // Claims of one id come as fast as their senders like; the pings must not pile up.
    constexpr std::chrono::seconds patience{1};
    if (!m_awaitingPong || m_clock.now() - m_lastPing >= patience) {
        ping();
    }
}

void Link::sweep(Moment now)
{
    if (m_ended || m_condemned) {
        return;
    }
    const quint64 taken = m_wire->takenBytes();
    const qint64 queued = measureQueue();
    if (queued == 0 || taken != m_takenBytes) {
        m_lastProgress = now;
    }
    m_takenBytes = taken;

    if (queued > m_limits.stuckBytes && now - m_lastProgress >= m_limits.stuckTime) {
        condemn(Departure::TooSlow);
    } else if (now - m_lastSign >= m_limits.silentTime) {
        condemn(Departure::Silent);
    } else if (now - m_lastPing >= m_limits.pingEvery) {
        ping();
    }
    pulse(now);
}

void Link::pulse(Moment now)
{
    if (m_dialect == nullptr) {
        return;
    }
    const Dialect::Pulse pulse = m_dialect->pulse(version());
    if (!pulse.text.isEmpty() && now - m_lastPulse >= pulse.every) {
        m_lastPulse = now;
        send(Frame::fromText(pulse.text));
    }
}

void Link::ping()
{
    m_awaitingPong = true;
    m_lastPing = m_clock.now();
    m_wire->ping();
}

qint64 Link::measureQueue()
{
    if (m_ended || m_condemned) {
        return 0;
    }
    const qint64 queued = m_wire->queuedBytes();
    m_budget.change(queued - m_queuedBytes);
    m_queuedBytes = queued;
    return queued;
}

LinkReading Link::reading() const
{
    const qint64 queued = m_wire->queuedBytes();
    return {m_traffic, queued, m_roundTrip, queued > m_limits.slowBytes};
}

void Link::onReceived(QByteArrayView text)
{
    if (m_ended || m_condemned) {
        return;
    }
    ++m_traffic.messagesIn;
    m_traffic.bytesIn += quint64(text.size());
    m_tap.hear(m_number, text);
    noteSignOfLife();
    if (!m_reader) {
        const auto language = Recognition::byMessage(*m_handshake, text);
        if (!language) {
            m_core.reject(m_number, {FaultCode::Undecided, {}});
            return;
        }
        speak(*language);
        if (m_ended || m_condemned) {
            return;
        }
    }
    obey(m_reader->read(text, *this));
}

void Link::onPong(std::chrono::microseconds roundTrip)
{
    m_awaitingPong = false;
    m_roundTrip = roundTrip;
    noteSignOfLife();
}

void Link::onClosed(Departure why)
{
    m_ended = true;
    m_core.closed(m_number, why);
    Q_EMIT finished(m_number);
}

void Link::noteSignOfLife()
{
    m_lastSign = m_clock.now();
    if (!m_ended) {
        m_core.heardFrom(m_number);
    }
}

void Link::condemn(Departure why)
{
    if (m_ended || m_condemned) {
        return;
    }
    m_condemned = true;
    // What waits here goes with the link: others need not make room for it.
    m_budget.change(-m_queuedBytes);
    m_queuedBytes = 0;
    // Not at once: the rules may be in the middle of telling others something.
    QMetaObject::invokeMethod(
        this, [this, why] { m_core.dismiss(m_number, why); }, Qt::QueuedConnection);
}

} // namespace Signalbox
