// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/addresstable.h"
#include "core/admission/admissionrules.h"
#include "core/signal/clock.h"

#include <deque>

namespace Signalbox {

/// Compares PINs, and lets nobody guess them. The same wrong one again, as from a page that was
/// left open, is no further guess. Of wrong ones it remembers hashes only.
///
/// Thread: the I/O thread. Owner: the doorman.
class PinGuard
{
public:
    static constexpr int MostGuesses = 5; ///< different wrong ones from one address
    static constexpr std::chrono::seconds FirstLock{60}; ///< each further one lasts twice as long
    static constexpr std::chrono::hours LongestLock{1};
    static constexpr size_t MostInAll = 20; ///< from anywhere, that is an attack
    static constexpr std::chrono::minutes AttackWindow{10};

    explicit PinGuard(const Clock& clock);

    /// Another one than before: all guesses and locks are forgotten. Empty: none is asked for.
    void setPin(const QString& pin);
    bool wantsPin() const { return !m_pin.isEmpty(); }

    /// vouched: a lock of its address is no obstacle. It is counted by itself: it cannot guess more
    /// often than others.
    PinVerdict attempt(const QString& address, const QString& pin, bool vouched);

    bool isUnderAttack() const;
    size_t addresses() const { return m_guesses.size() + m_vouchedGuesses.size(); }

private:
    struct Record
    {
        std::deque<size_t> known; ///< hashes of wrong ones, bounded
        Moment last{}; ///< when a wrong one came that was not known
        int guesses = 0; ///< since the last lock
        Moment lockedUntil{};
        int locks = 0; ///< in a row
    };

    bool isRight(const QString& pin) const;
    void noteWrong(Record& record, const QString& pin);

    const Clock& m_clock;
    QByteArray m_pin;
    size_t m_seed; ///< of the hashes
    AddressTable<Record> m_guesses;
    AddressTable<Record> m_vouchedGuesses;
    std::deque<Moment> m_latest; ///< the last MostInAll wrong ones
};

} // namespace Signalbox
