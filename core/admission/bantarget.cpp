// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/bantarget.h"

#include "core/admission/weborigin.h"

namespace Signalbox {

namespace {

/// Pages without a site of their own are one to a ban. Empty: it is no site.
QString plainSite(const QString& text)
{
    if (text.trimmed() == QLatin1String("null")) {
        return QStringLiteral("null");
    }
    const auto origin = WebOrigin::parseWritten(text);
    return origin ? origin->text() : QString();
}

QString addressProblem(const QString& pattern)
{
    const auto range = AddressRange::parse(QStringView(pattern).trimmed());
    if (!range) {
        return QStringLiteral("\"%1\" is neither an IP address nor a range of them, such as "
                              "192.168.1.7 or 192.168.1.0/24.")
            .arg(pattern);
    }
    return range->isEverybody()
        ? QStringLiteral("\"%1\" would hit everybody: a range must be smaller.").arg(pattern)
        : QString();
}

QString siteProblem(const QString& pattern)
{
    return plainSite(pattern).isEmpty()
        ? QStringLiteral("\"%1\" is not a web page's origin, such as https://example.org:8443.")
              .arg(pattern)
        : QString();
}

QString nickProblem(const QString& pattern)
{
    return pattern.contains(u'*') && !Glob(pattern).hasLetters()
        ? QStringLiteral("\"%1\" would hit everybody: some letter of the nick must be in it.")
              .arg(pattern)
        : QString();
}

} // namespace

const std::optional<QHostAddress>& Suspect::address() const
{
    if (!m_address) {
        m_address.emplace(ipAddress(peer.origin.address));
    }
    return *m_address;
}

const QString& Suspect::site() const
{
    if (!m_site) {
        m_site = plainSite(peer.origin.site);
    }
    return *m_site;
}

const std::u32string& Suspect::nick() const
{
    if (!m_nick) {
        m_nick = Glob::folded(peer.identity.nick);
    }
    return *m_nick;
}

BanTarget::BanTarget(const BanRule& rule)
{
    if (!problemOf(rule).isEmpty()) {
        return;
    }
    switch (rule.kind) {
    case BanRule::Kind::Peer:
        m_target = rule.known;
        break;
    case BanRule::Kind::Address:
        m_target = *AddressRange::parse(QStringView(rule.pattern).trimmed());
        break;
    case BanRule::Kind::Site:
        m_target = Site{plainSite(rule.pattern)};
        break;
    case BanRule::Kind::Nick:
        m_target = Glob(rule.pattern);
        break;
    }
}

bool BanTarget::hits(const Suspect& suspect) const
{
    if (const auto* known = std::get_if<Peer>(&m_target)) {
        return isAlike(*known, suspect.peer);
    }
    if (const auto* range = std::get_if<AddressRange>(&m_target)) {
        return suspect.address() && range->contains(*suspect.address());
    }
    if (const auto* site = std::get_if<Site>(&m_target)) {
        return site->text == suspect.site();
    }
    const auto* nick = std::get_if<Glob>(&m_target);
    return nick && nick->matches(suspect.nick());
}

bool BanTarget::isSame(const BanTarget& other) const
{
    if (const auto* known = std::get_if<Peer>(&m_target)) {
        const auto* others = std::get_if<Peer>(&other.m_target);
        return others && isAlike(*known, *others) && isAlike(*others, *known);
    }
    const auto is = [&]<class Kind>(const Kind* mine) {
        const auto* others = std::get_if<Kind>(&other.m_target);
        return mine && others && *mine == *others;
    };
    return is(std::get_if<AddressRange>(&m_target)) || is(std::get_if<Site>(&m_target))
        || is(std::get_if<Glob>(&m_target));
}

QString BanTarget::problemOf(const BanRule& rule)
{
    if (rule.kind == BanRule::Kind::Peer) {
        return isAlike(rule.known, rule.known)
            ? QString()
            : QStringLiteral("This peer has nothing by which it would be known again.");
    }
    if (rule.pattern.size() > Glob::Longest) {
        return QStringLiteral("The pattern is too long: it may have %1 characters.")
            .arg(Glob::Longest);
    }
    if (rule.pattern.trimmed().isEmpty()) {
        return QStringLiteral("The pattern is empty: it must say whom to ban.");
    }
    switch (rule.kind) {
    case BanRule::Kind::Address:
        return addressProblem(rule.pattern);
    case BanRule::Kind::Site:
        return siteProblem(rule.pattern);
    case BanRule::Kind::Nick:
        return nickProblem(rule.pattern);
    case BanRule::Kind::Peer:
        break;
    }
    return QStringLiteral("This kind of ban is not known.");
}

} // namespace Signalbox
