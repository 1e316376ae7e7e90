// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/addresstable.h"
#include "core/admission/admissionrules.h"
#include "core/signal/clock.h"

#include <array>
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

    /// giver: whom others of the same address do not lock out, nor it them. None of them can guess
    /// more often than another.
    PinVerdict attempt(const QString& address, const QString& pin, PinGiver giver);

    /// Whoever made the guesses: those of a page in a visitor's browser may come true as well.
    bool isUnderAttack() const;
    size_t addresses() const;

private:
    struct Record
    {
        std::deque<size_t> known; ///< hashes of wrong ones, bounded
        Moment last{}; ///< when a wrong one came that was not known
        int guesses = 0; ///< since the last lock
        Moment lockedUntil{};
        int locks = 0; ///< in a row
    };

    using Table = AddressTable<Record>;

    bool isRight(const QString& pin) const;
    Table& guessesOf(PinGiver giver) { return m_guesses[size_t(giver)]; }
    void noteWrong(Record& record, const QString& pin);

    const Clock& m_clock;
    QByteArray m_pin;
    size_t m_seed; ///< of the hashes
    std::array<Table, 3> m_guesses; ///< by who gave them
    std::deque<Moment> m_latest; ///< the last MostInAll wrong ones
};

} // namespace Signalbox
