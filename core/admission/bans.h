// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

#include <QByteArray>
#include <QDateTime>

#include <functional>
#include <optional>
#include <vector>

namespace Signalbox {

/// Whom the owner does not want here, or not heard, for a while or for ever. Can be written down
/// and read again; by whom, and where, is not its business.
///
/// Thread: the I/O thread. Owner: the warden.
class Bans
{
public:
    /// So many at most, and no more than read() takes; of those with an end the oldest go when one
    /// more comes for which that makes room.
    static constexpr size_t MostBans = 1000;

    Bans();
    ~Bans();
    Bans(const Bans& other);
    Bans(Bans&& other) noexcept;
    Bans& operator=(Bans&& other) noexcept;

    /// Bans from now on. Where the same rule holds already, that is prolonged and takes the new
    /// reason; two of the kind Peer are the same where each isAlike() to the other, and hold for
    /// the rooms of both. False: the rule can hit nobody (problemWith(), a peer that has nothing to
    /// be known by), or there is no place left among those without an end, or it would be over at
    /// once; nothing has changed then.
    bool add(const BanOrder& order, Moment now);

    /// Lifts these and bans those in their place, and says of each order whether it holds. Where
    /// none does nothing is lifted, so that nobody gets in by an order that fails.
    QList<bool> replace(const QList<BanNumber>& lifted, const QList<BanOrder>& orders, Moment now);

    /// What becomes of somebody who would be this; a refusal is stronger than a mute.
    std::optional<BanEffect> judge(const Peer& wouldBe) const;

    /// Counts that a ban has had this effect on somebody.
    void noteHit(const Peer& who, BanEffect effect);

    bool lift(const QList<BanNumber>& numbers); ///< false if there were none of these
    bool liftOverdue(Moment now); ///< false if there were none

    const std::vector<Ban>& all() const { return m_bans; } ///< oldest first

    /// As JSON text, to be read again by read(). wallNow: the wall clock's time at now.
    QByteArray written(Moment now, const QDateTime& wallNow) const;

    /// Reads what written() wrote, and what people wrote by hand: replaces all bans, or changes
    /// nothing and says in an English sentence what is wrong. A ban that was to end keeps its end
    /// by the wall clock, but lasts no longer from now on than it was to last from the beginning: a
    /// clock that was set back must not prolong it.
    std::optional<QString> read(const QByteArray& text, Moment now, const QDateTime& wallNow);

private:
    struct Kept;

    std::optional<BanNumber> take(const BanOrder& order, Moment now);
    void prolong(size_t index, const Ban& again);
    bool insert(Ban&& ban);
    bool eraseIf(const std::function<bool(const Ban& ban)>& isOver);

    std::vector<Ban> m_bans;
    std::vector<Kept> m_kept; ///< at the same places
    qsizetype m_bytes = 0; ///< of the written text at most
    quint64 m_last = 0;
};

} // namespace Signalbox
