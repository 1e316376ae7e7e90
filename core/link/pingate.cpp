// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/pingate.h"

#include <utility>

namespace Signalbox {

namespace {

std::optional<FaultCode> faultOf(PinVerdict verdict)
{
    switch (verdict) {
    case PinVerdict::Right:
        return std::nullopt;
    case PinVerdict::Wrong:
        return FaultCode::WrongPin;
    case PinVerdict::Locked:
        return FaultCode::PinLocked;
    case PinVerdict::NoSeat:
        return FaultCode::HubFull;
    }
    Q_UNREACHABLE();
}

const Join* joinIn(const Reading& reading)
{
    const auto* command = std::get_if<Command>(&reading);
    return command == nullptr ? nullptr : std::get_if<Join>(command);
}

} // namespace

PinGate::PinGate(TryPin tryPin, Vouch vouch, const Ticket& ticket, Moment deadline)
    : m_tryPin(std::move(tryPin))
    , m_vouch(std::move(vouch))
    , m_ticket(ticket)
    , m_deadline(deadline)
{ }

std::optional<FaultCode> PinGate::refusalAtOnce() const
{
    return m_ticket.found ? faultOf(*m_ticket.found) : std::nullopt;
}

std::optional<FaultCode> PinGate::refusal(const Reading& reading) const
{
    const Join* join = joinIn(reading);
    if (join == nullptr || join->pin.isEmpty()) {
        return FaultCode::PinRequired;
    }
    const bool vouched = !join->resume.isEmpty() && m_vouch && m_vouch(join->resume);
    return faultOf(m_tryPin(m_ticket.address, join->pin, vouched));
}

} // namespace Signalbox
