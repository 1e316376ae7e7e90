// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/glob.h"
#include "core/admission/ipaddress.h"
#include "core/signal/ban.h"

#include <variant>

namespace Signalbox {

/// Somebody who would be this, with what bans ask about taken apart once for all of them, when the
/// first of them asks.
class Suspect
{
public:
    /// The peer must outlive it.
    explicit Suspect(const Peer& wouldBe)
        : peer(wouldBe)
    { }

    const Peer& peer;
    const std::optional<QHostAddress>& address() const;
    const QString& site() const; ///< in its one form; empty: none
    const std::u32string& nick() const; ///< folded

private:
    mutable std::optional<std::optional<QHostAddress>> m_address;
    mutable std::optional<QString> m_site;
    mutable std::optional<std::u32string> m_nick;
};

/// Whom a ban hits, in a form that is asked quickly. A value.
class BanTarget
{
public:
    /// A rule that has a problem (problemWith()) hits nobody.
    explicit BanTarget(const BanRule& rule);

    bool hits(const Suspect& suspect) const;

    /// Whether both hit the same ones, however their rules are written. Peers: each is alike the
    /// other.
    bool isSame(const BanTarget& other) const;

    /// English; empty: the rule can hit somebody.
    static QString problemOf(const BanRule& rule);

private:
    struct Site
    {
        QString text; ///< in its one form
        friend bool operator==(const Site&, const Site&) = default;
    };
    std::variant<std::monostate, Peer, AddressRange, Site, Glob> m_target;
};

} // namespace Signalbox
