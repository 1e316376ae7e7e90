// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"

#include <QString>
#include <QStringList>

namespace Signalbox {

/// Who may come in, as the owner decides it.
struct AdmissionRules
{
    /// From which web pages a socket may be opened: the Origin of RFC 6455 section 10.2. Programs
    /// that are no browsers send none and are not asked.
    enum class Sites
    {
        Listed, ///< the hub's own pages, those of localhost on any port, and the allowed ones
        Any,
    };

    Sites sites = Sites::Listed;
    QStringList allowedSites; ///< as a browser sends them: https://example.org:8443

    /// Names by which browsers may reach the hub, beside IP addresses, localhost and the machine's
    /// own names; against DNS rebinding. Without a port, in lowercase.
    QStringList hostNames;

    QString pin; ///< six digits; empty: none is asked for

    friend bool operator==(const AdmissionRules&, const AdmissionRules&) = default;
};

/// What became of a PIN that somebody gave.
enum class PinVerdict
{
    Right,
    Wrong,
    Locked, ///< not looked at: there were too many wrong ones from this address
    NoSeat, ///< right, but the hub is full
};

/// Who gives a PIN. The wrong ones of each kind are counted by themselves for each address, and
/// lock only that kind out.
enum class PinGiver
{
    Anybody,
    Vouched, ///< came back with a secret that only somebody who was let in before can have
    NamelessPage, ///< by the Origin "null", which any page can have its visitors' browsers send
};

/// A web page whose socket was refused because the owner does not know it (yet).
struct Stranger
{
    enum class Kind
    {
        Site, ///< AdmissionRules::allowedSites would let it in
        Host, ///< AdmissionRules::hostNames would
    };

    Kind kind = Kind::Site;
    QString name; ///< the site, or the host name; hostile text
    QString address; ///< of who came last
    int times = 0;
    Moment last;
};

} // namespace Signalbox
