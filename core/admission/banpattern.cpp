// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/banpattern.h"

#include "core/admission/bantarget.h"

namespace Signalbox {

QString problemWith(const BanRule& rule)
{
    return BanTarget::problemOf(rule);
}

bool hits(const BanRule& rule, const Peer& wouldBe)
{
    return BanTarget(rule).hits(Suspect(wouldBe));
}

} // namespace Signalbox
