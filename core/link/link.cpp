// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/link.h"

#include "core/dialects/recognition.h"
#include "core/signal/signalcore.h"

#include <algorithm>

namespace Signalbox {

namespace {

/// Somebody of whose queue nothing has left for so long does not read at the moment.
constexpr std::chrono::seconds Attentive{2};

} // namespace

Link::Link(PeerNumber number, std::unique_ptr<Wire> wire, const Handshake& handshake,
    const Surroundings& surroundings, const PinGate::Ticket& ticket)
    : m_wire(std::move(wire))
    , m_budget(surroundings.budget)
    , m_limits(surroundings.limits)
    , m_number(number)
    , m_handshake(std::make_unique<Handshake>(handshake))
    , m_dialects(surroundings.dialects)
    , m_core(surroundings.core)
    , m_clock(surroundings.clock)
    , m_tap(surroundings.tap)
    , m_allowance(m_limits, m_clock.now())
    , m_debts(ticket.block.isEmpty() ? nullptr : surroundings.debts)
    , m_block(ticket.block)
    , m_lastSign(m_clock.now())
    , m_lastPing(m_lastSign - m_limits.pingEvery) // so that the first sweep measures a round trip
    , m_lastProgress(m_lastSign)
{
    if (surroundings.tryPin && ticket.found != PinVerdict::Right) {
        m_pinGate = std::make_unique<PinGate>(
            surroundings.tryPin,
            [this](const QByteArray& token) { return m_core.isResumable(token); }, ticket,
            m_lastSign + m_limits.pinTime);
    }
    if (const auto debt = m_debts ? m_debts->take(m_block, m_lastSign) : std::nullopt) {
        m_allowance.inherit(*debt, m_lastSign);
    }
    connect(m_wire.get(), &Wire::received, this, &Link::onReceived);
    connect(m_wire.get(), &Wire::pongReceived, this, &Link::onPong);
    connect(m_wire.get(), &Wire::closed, this, &Link::onClosed);
}

Link::~Link()
{
    m_budget.change(-m_queuedBytes);
}

void Link::obey(const Reading& reading)
{
    const qint64 sentBefore = m_budget.sent();
    if (const auto* command = std::get_if<Command>(&reading)) {
        m_core.handle(m_number, *command);
    } else {
        m_core.reject(m_number, std::get<Fault>(reading));
    }
    m_allowance.chargeFanOut(m_budget.sent() - sentBefore);
}

bool Link::isPaired() const
{
    return m_core.isPaired(m_number);
}

bool Link::isInRoom() const
{
    return m_core.isInRoom(m_number);
}

bool Link::isCalled(const PeerId& id) const
{
    return m_core.isCalled(m_number, id);
}

void Link::send(const Frame& frame)
{
    if (isDone() || frame.isEmpty()) {
        return;
    }
    m_wire->send(frame);
    m_budget.countSent(frame.bytes().size());
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
    leaveDebt();
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
    if (isDone()) {
        return;
    }
    if (m_pinGate && m_pinGate->isOverdue(now)) {
        refuse({FaultCode::PinRequired, {}});
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
    if (m_dialect == nullptr || m_pinGate) {
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
    if (isDone()) {
        return 0;
    }
    const qint64 queued = m_wire->queuedBytes();
    m_budget.change(queued - m_queuedBytes);
    m_queuedBytes = queued;
    return queued;
}

bool Link::isReading(Moment now) const
{
    return m_wire->takenBytes() != m_takenBytes || now - m_lastProgress < Attentive;
}

void Link::restartClocks(Moment now)
{
    m_lastSign = now;
    m_lastProgress = now;
    m_lastPing = now - m_limits.pingEvery;
    if (m_pinGate) {
        m_pinGate->waitUntil(now + m_limits.pinTime);
    }
}

LinkReading Link::reading() const
{
    const qint64 queued = m_wire->queuedBytes();
    Traffic traffic = m_traffic;
    traffic.foreignSenders = m_reader ? m_reader->foreignSenders() : 0;
    return {traffic, queued, m_roundTrip, queued > m_limits.slowBytes,
        m_allowance.isOver(m_clock.now()), m_allowance.dropped()};
}

void Link::onReceived(QByteArrayView text)
{
    if (isDone()) {
        return;
    }
    ++m_traffic.messagesIn;
    m_traffic.bytesIn += quint64(text.size());
    m_tap.hear(m_number, text);
    const Moment now = m_clock.now();
    noteSignOfLife(now);
    if (isAllowed(text.size(), now)) {
        read(text, now);
    }
}

bool Link::isAllowed(qint64 bytes, Moment now)
{
    switch (m_allowance.take(bytes, now)) {
    case Allowance::Verdict::Fine:
        return true;
    case Allowance::Verdict::Warned:
        m_core.reject(m_number, {FaultCode::TooFast, {}});
        return !isDone();
    case Allowance::Verdict::FirstDropped:
        m_core.reject(m_number, {FaultCode::TooFast, QStringLiteral("dropping")});
        return false;
    case Allowance::Verdict::Dropped:
        return false;
    case Allowance::Verdict::Exhausted:
        condemn(Departure::OverRate);
        return false;
    }
    Q_UNREACHABLE();
}

void Link::read(QByteArrayView text, Moment now)
{
    if (!m_reader) {
        const auto language = Recognition::byMessage(*m_handshake, text);
        if (!language) {
            onUnreadable({FaultCode::Undecided, {}}, now);
            return;
        }
        speak(*language);
        if (isDone()) {
            return;
        }
    }
    const Reading reading = m_reader->read(text, *this);
    if (m_pinGate) {
        admitFor(reading);
        if (isDone()) {
            return;
        }
    }
    const auto* fault = std::get_if<Fault>(&reading);
    if (fault != nullptr && !fault->fatal && Garble::isUnreadable(fault->code)) {
        onUnreadable(*fault, now);
        return;
    }
    m_garble.noteReadable();
    obey(reading);
}

void Link::onUnreadable(const Fault& fault, Moment now)
{
    switch (m_garble.noteUnreadable(now, m_limits)) {
    case Garble::Answer::Tell:
        m_core.reject(m_number, fault);
        break;
    case Garble::Answer::Ignore:
        break;
    case Garble::Answer::End:
        condemn(Departure::Garbled);
        break;
    }
}

void Link::onPong(std::chrono::microseconds roundTrip)
{
    m_awaitingPong = false;
    m_roundTrip = roundTrip;
    noteSignOfLife(m_clock.now());
}

void Link::onClosed(Departure why)
{
    leaveDebt();
    m_ended = true;
    m_core.closed(m_number, why);
    Q_EMIT finished(m_number);
}

void Link::noteSignOfLife(Moment now)
{
    m_lastSign = now;
    if (!m_ended) {
        m_core.heardFrom(m_number);
    }
}

/// Once, when the peer can say no more: it may come back before its connection is gone.
void Link::leaveDebt()
{
    if (!m_debts || isDone()) {
        return;
    }
    const Moment now = m_clock.now();
    if (const auto debt = m_allowance.debt(now)) {
        m_debts->leave(m_block, *debt, now);
    }
}

void Link::condemn(Departure why)
{
    if (isDone()) {
        return;
    }
    leaveDebt();
    m_condemned = true;
    // What waits here goes with the link: others need not make room for it.
    m_budget.change(-m_queuedBytes);
    m_queuedBytes = 0;
    // Not at once: the rules may be in the middle of telling others something.
    QMetaObject::invokeMethod(
        this, [this, why] { m_core.dismiss(m_number, why); }, Qt::QueuedConnection);
}

} // namespace Signalbox
