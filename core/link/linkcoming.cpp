// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// How a link finds out who is at its far end, and whether that may come in.
#include "core/dialects/recognition.h"
#include "core/link/link.h"
#include "core/signal/signalcore.h"

namespace Signalbox {

bool Link::begin()
{
    if (m_pinGate) {
        return awaitPin();
    }
    if (const auto language = Recognition::byPath(*m_handshake)) {
        speak(*language);
        return false;
    }
    const QList<Recognition::Guess> guesses = Recognition::bySilence(*m_handshake);
    for (const Recognition::Guess& maybe : guesses) {
        if (!maybe.afterSilence) {
            guess(maybe.language);
        }
    }
    return true;
}

void Link::greet()
{
    if (m_reader || m_pinGate || isDone() || m_core.parkSilent(m_number)) {
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
    Place place = learn(language);
    if (m_pinGate) {
        m_place = std::make_unique<Place>(std::move(place));
    } else {
        settle(place);
    }
}

Link::Place Link::learn(Language language)
{
    const Dialect& dialect = m_dialects.at(language);
    Opening opening = dialect.open(*m_handshake);
    m_handshake.reset();
    m_reader = std::move(opening.reader);
    m_dialect = &dialect;
    m_lastPulse = m_clock.now();
    return {{language, opening.realmKey}, std::move(opening.first)};
}

void Link::settle(const Place& place)
{
    const bool isThere = m_core.settle(m_number, place.realm, m_dialect->name());
    if (place.first && !isThere) {
        obey(*place.first);
    }
}

/// Nobody is guessed at, nor greeted, before it has given the PIN.
bool Link::awaitPin()
{
    if (const auto refusal = m_pinGate->refusalAtOnce()) {
        refuse({*refusal, {}});
        return false;
    }
    if (const auto language = Recognition::byPath(*m_handshake)) {
        speak(*language);
        if (m_place->first) {
            admitFor(*m_place->first);
        }
    }
    return false;
}

/// Lets the peer in if what it says, by a message or by its request, is a Join with the PIN.
void Link::admitFor(const Reading& reading)
{
    if (const auto refusal = m_pinGate->refusal(reading)) {
        refuse({*refusal, {}});
        return;
    }
    m_pinGate.reset();
    const std::unique_ptr<Place> place = std::move(m_place);
    settle(*place);
}

void Link::refuse(const Fault& fault)
{
    if (isDone()) {
        return;
    }
    if (!m_reader) {
        if (const auto language = Recognition::byPath(*m_handshake)) {
            m_place = std::make_unique<Place>(learn(*language));
        }
    }
    if (m_place) { // so that it is told in its language; what it says is not obeyed
        m_core.settle(m_number, m_place->realm, m_dialect->name());
    }
    m_core.reject(m_number, {fault.code, fault.detail, true});
    if (!isDone()) { // it was parked, and the parked are not told anything
        m_core.dismiss(m_number, Departure::Refused);
    }
}

} // namespace Signalbox
