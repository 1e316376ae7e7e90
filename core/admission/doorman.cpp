// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/doorman.h"

#include "core/admission/hostrule.h"
#include "core/admission/knocks.h"
#include "core/admission/pinguard.h"
#include "core/admission/siterule.h"
#include "core/admission/strangers.h"
#include "core/admission/writtennames.h"

namespace Signalbox {

class Doorman::Private
{
public:
    explicit Private(const Clock& steady)
        : clock(steady)
        , knocks(steady)
        , pins(steady)
    { }

    bool isAllowed(Stranger::Kind kind, const QString& name) const
    {
        return isListed(kind, name) || (kind == Stranger::Kind::Site && sites.allowsAny());
    }

    bool isListed(Stranger::Kind kind, const QString& name) const
    {
        if (kind == Stranger::Kind::Host) {
            return hosts.allowsName(name);
        }
        const auto site = WebOrigin::parse(name);
        return site && sites.lists(*site);
    }

    /// What is no site, or is none of its own ("null"), the owner cannot allow: no stranger.
    void noteSite(const Visit& visit)
    {
        if (const auto site = WebOrigin::parse(QString::fromLatin1(*visit.site))) {
            strangers.note(Stranger::Kind::Site, site->text(), visit.address, clock.now());
        }
    }

    void noteHost(const Visit& visit)
    {
        const auto place = HostPort::parse(QString::fromLatin1(visit.host));
        if (const auto name = place ? hostNameFrom(place->host) : std::nullopt) {
            strangers.note(Stranger::Kind::Host, *name, visit.address, clock.now());
        }
    }

    const Clock& clock;
    SiteRule sites;
    HostRule hosts;
    Knocks knocks;
    PinGuard pins;
    Strangers strangers;
};

Doorman::Doorman(const Clock& clock)
    : d(std::make_unique<Private>(clock))
{ }

Doorman::~Doorman() = default;

void Doorman::setRules(const AdmissionRules& rules, const QStringList& names)
{
    d->sites.set(rules);
    d->hosts.set(rules.hostNames, names);
    d->pins.setPin(rules.pin);
    d->strangers.dropAllowed(
        [this](Stranger::Kind kind, const QString& name) { return d->isAllowed(kind, name); });
    d->strangers.stopIgnoring(
        [this](Stranger::Kind kind, const QString& name) { return d->isListed(kind, name); });
}

Doorman::Verdict Doorman::judge(const Visit& visit)
{
    if (!visit.site) {
        return Verdict::Welcome;
    }
    if (!d->hosts.allows(visit.host)) {
        d->noteHost(visit);
        return Verdict::UnknownHost;
    }
    if (!d->sites.allows(*visit.site, visit.host, wantsPin() && visit.knowsPin)) {
        d->noteSite(visit);
        return Verdict::UnknownSite;
    }
    return Verdict::Welcome;
}

bool Doorman::hasPatienceWith(const QString& address) const
{
    return !d->knocks.isHurried(address);
}

void Doorman::noteFailure(const QString& address)
{
    d->knocks.noteFailure(address);
}

bool Doorman::wantsPin() const
{
    return d->pins.wantsPin();
}

PinVerdict Doorman::tryPin(const QString& address, const QString& pin, PinGiver giver)
{
    return d->pins.attempt(address, pin, giver);
}

bool Doorman::isPinUnderAttack() const
{
    return d->pins.isUnderAttack();
}

const std::vector<Stranger>& Doorman::strangers() const
{
    return d->strangers.all();
}

void Doorman::ignore(const QString& name)
{
    d->strangers.ignore(name);
}

} // namespace Signalbox
