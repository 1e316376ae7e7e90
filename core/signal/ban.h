// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

#include <QMetaType>

namespace Signalbox {

/// The hub's own number of a ban, ascending and never used twice while the program runs.
enum class BanNumber : quint64
{
};

/// What a ban does to those whom it hits.
enum class BanEffect : quint8
{
    Refuse, ///< they are put out, and parked when they come back
    Mute, ///< they stay and hear, but nothing they say reaches anybody
};

/// Whom a ban hits.
struct BanRule
{
    enum class Kind : quint8
    {
        Peer, ///< whoever isAlike() to known
        Address, ///< pattern: an IP address, or a range of them as in 192.168.1.0/24
        Site, ///< pattern: a web page's origin, as in https://example.org:8443 (RFC 6454)
        Nick, ///< pattern: a whole nick, with * and ?; hits also what can be taken for it
    };

    Kind kind = Kind::Peer;
    Peer known; ///< Kind::Peer only: as it was when it was put out
    QString pattern; ///< all others
};

/// For how long a ban without an end holds.
inline constexpr std::chrono::milliseconds Forever = std::chrono::milliseconds::max();

/// What the owner orders: a ban that does not hold yet.
struct BanOrder
{
    BanRule rule;
    BanEffect effect = BanEffect::Refuse;
    QString reason; ///< in the owner's words; may be empty
    std::chrono::milliseconds lasts = Forever;
    int hits = 0; ///< where it comes in the place of another: how often that has hit
};

/// What became of an order about peers, by the numbers that it gave them.
struct OrderOutcome
{
    QList<PeerNumber> found; ///< who was there
    QList<PeerNumber> held; ///< of these: whom a ban keeps out, or quiet, from here on
};

/// A ban in force. A value.
struct Ban
{
    BanNumber number{};
    BanRule rule;
    BanEffect effect = BanEffect::Refuse;
    QString reason; ///< the owner's words; may be empty
    Moment until; ///< Moment::max(): for ever
    int hits = 0; ///< how often somebody was turned away or not heard because of it
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::BanNumber)
