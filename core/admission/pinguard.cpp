// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/pinguard.h"

#include "core/admission/doubling.h"

#include <QRandomGenerator>

#include <algorithm>
#include <numeric>

namespace Signalbox {

namespace {

/// As many as one address can have guessed within the longest lock, and more.
constexpr size_t mostKnown = 64;

/// More than any PIN has; what is longer is wrong by its length.
constexpr qsizetype mostCompared = 64;

/// Takes as long for a wrong first character as for a wrong last one.
bool isSame(const QByteArray& one, const QByteArray& other)
{
    volatile unsigned difference = one.size() == other.size() ? 0 : 1;
    for (qsizetype i = 0; i < one.size(); ++i) {
        const char c = i < other.size() ? other[i] : '\0';
        difference = difference | static_cast<unsigned char>(one[i] ^ c);
    }
    return difference == 0;
}

} // namespace

PinGuard::PinGuard(const Clock& clock)
    : m_clock(clock)
    , m_seed(QRandomGenerator::system()->generate64())
{ }

void PinGuard::setPin(const QString& pin)
{
    const QByteArray bytes = pin.toUtf8();
    if (bytes == m_pin) {
        return;
    }
    m_pin = bytes;
    for (Table& guesses : m_guesses) {
        guesses.clear();
    }
    m_latest.clear();
}

bool PinGuard::isRight(const QString& pin) const
{
    return isSame(m_pin, pin.left(mostCompared).toUtf8());
}

PinVerdict PinGuard::attempt(const QString& address, const QString& pin, PinGiver giver)
{
    if (!wantsPin()) {
        return PinVerdict::Right;
    }
    Table& guesses = guessesOf(giver);
    const Record* record = guesses.find(address);
    if (record && m_clock.now() < record->lockedUntil) {
        return PinVerdict::Locked;
    }
    if (isRight(pin)) {
        return PinVerdict::Right;
    }
    if (!pin.isEmpty()) {
        noteWrong(guesses.touch(address), pin);
    }
    return PinVerdict::Wrong;
}

void PinGuard::noteWrong(Record& record, const QString& pin)
{
    const Moment now = m_clock.now();
    if (now - record.last >= LongestLock && now - record.lockedUntil >= LongestLock) {
        record = {};
    }
    const size_t hash = ::qHash(QStringView(pin).left(mostCompared), m_seed);
    if (std::find(record.known.begin(), record.known.end(), hash) != record.known.end()) {
        return;
    }
    record.known.push_back(hash);
    if (record.known.size() > mostKnown) {
        record.known.pop_front();
    }
    m_latest.push_back(now);
    if (m_latest.size() > MostInAll) {
        m_latest.pop_front();
    }
    record.last = now;
    if (++record.guesses >= MostGuesses) {
        record.lockedUntil = now + doubled(FirstLock, record.locks, LongestLock);
        ++record.locks;
        record.guesses = 0;
    }
}

size_t PinGuard::addresses() const
{
    return std::accumulate(m_guesses.begin(), m_guesses.end(), size_t(0),
        [](size_t sum, const Table& guesses) { return sum + guesses.size(); });
}

bool PinGuard::isUnderAttack() const
{
    return m_latest.size() >= MostInAll && m_clock.now() - m_latest.front() < AttackWindow;
}

} // namespace Signalbox
