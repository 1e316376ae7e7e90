// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/ipaddress.h"
#include "core/switchboard.h"

namespace Signalbox {

namespace {

Origin originOf(const FrontDoor::Caller& caller)
{
    Origin origin;
    origin.realm = {Languages::Undecided, {}};
    origin.address = caller.address;
    origin.block = blockOf(caller.address);
    origin.port = caller.port;
    origin.site = caller.site;
    origin.encrypted = caller.encrypted;
    origin.userAgent = caller.userAgent;
    return origin;
}

} // namespace

void Switchboard::enter(std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller)
{
    const PeerNumber number{++m_lastNumber};
    const Handshake handshake{caller.path, caller.query};
    Link::Surroundings surroundings{m_core, m_clock, m_config.limits, m_budget, m_tap, *m_dialects};
    surroundings.debts = &m_debts;
    const bool wantsPin = m_reception.doorman().wantsPin();
    if (wantsPin) {
        surroundings.tryPin = [this, number, giver = caller.pinGiver](
                                  const QString& address, const QString& pin, bool vouched) {
            return tryPin(number, address, pin, vouched ? PinGiver::Vouched : giver);
        };
    }
    auto link = std::make_unique<Link>(number, std::move(wire), handshake, surroundings,
        PinGate::Ticket{caller.address, caller.pin, blockOf(caller.address)});
    connect(link.get(), &Link::finished, this, &Switchboard::onFinished);
    Link& entered = *m_links.emplace(number, std::move(link)).first->second;
    const bool hasSeat = hasSeatFor(caller.address);
    m_core.open(number, originOf(caller));
    if (!hasSeat) {
        entered.refuse({FaultCode::HubFull, {}});
        return;
    }
    if (wantsPin && caller.pin != PinVerdict::Right) {
        waitForPin(number, caller.address);
    }
    if (entered.begin()) {
        m_silent.emplace_back(m_clock.now(), number);
        if (!m_greetingTimer.isActive()) {
            m_greetingTimer.start(m_config.limits.greetingPause);
        }
    }
}

/// Who has not given the PIN takes no seat from those who have.
bool Switchboard::hasSeatFor(const QString& address) const
{
    const Headcount& all = m_warden.headcount();
    return all.all().here - m_forecourt.count() < m_config.limits.peers
        && all.from(address).here - m_forecourt.countFrom(address)
        < m_config.limits.peersPerAddress;
}

void Switchboard::waitForPin(PeerNumber number, const QString& address)
{
    const PeerNumber tooMany = m_forecourt.come(
        number, address, {m_config.limits.peers, m_config.limits.peersPerAddress});
    if (const auto link = m_links.find(tooMany); link != m_links.end()) {
        link->second->refuse({FaultCode::HubFull, {}});
    }
}

PinVerdict Switchboard::tryPin(
    PeerNumber number, const QString& address, const QString& pin, PinGiver giver)
{
    const PinVerdict verdict = m_reception.doorman().tryPin(address, pin, giver);
    if (verdict != PinVerdict::Right) {
        return verdict;
    }
    if (!hasSeatFor(address)) {
        return PinVerdict::NoSeat;
    }
    m_forecourt.leave(number);
    return PinVerdict::Right;
}

void Switchboard::greetSilent()
{
    const Moment now = m_clock.now();
    const auto rest
        = [&] { return m_config.limits.greetingPause - (now - m_silent.front().first); };
    while (!m_silent.empty() && rest() <= Moment::duration::zero()) {
        if (const auto link = m_links.find(m_silent.front().second); link != m_links.end()) {
            link->second->greet();
        }
        m_silent.pop_front();
    }
    if (m_silent.empty()) {
        m_greetingTimer.stop();
    } else {
        m_greetingTimer.start(std::chrono::ceil<std::chrono::milliseconds>(rest()));
    }
}

} // namespace Signalbox
