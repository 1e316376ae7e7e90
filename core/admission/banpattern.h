// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace Signalbox {

/// Why a rule can hit nobody as it is written, as an English sentence; empty where it can.
QString problemWith(const BanRule& rule);

/// Whether a rule hits somebody who would be this. A rule that has a problem hits nobody.
bool hits(const BanRule& rule, const Peer& wouldBe);

/// The pattern that keeps out who comes from this address: of IPv6 the /64, within which one
/// machine takes any address that it likes. Where the hub is in that network itself (hubAddresses),
/// or it is a local link, all the neighbours share the /64, and it is the address alone.
QString addressPattern(const QString& address, const QStringList& hubAddresses);

class BanTarget;

/// Several rules, taken apart once to be asked about many. A value.
class BanRules
{
public:
    BanRules() = default; ///< none
    explicit BanRules(const QList<BanRule>& rules);

    /// The place of the first that hits somebody who would be this; -1: none does.
    qsizetype firstToHit(const Peer& wouldBe) const;
    bool hit(const Peer& wouldBe) const { return firstToHit(wouldBe) >= 0; }

private:
    std::shared_ptr<const std::vector<BanTarget>> m_targets; ///< nullptr: none
};

} // namespace Signalbox
