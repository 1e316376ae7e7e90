// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/bans/bantext.h"

#include "core/admission/banpattern.h"
#include "ui/knownby.h"
#include "ui/peername.h"
#include "ui/plaintext.h"

#include <QCoreApplication>

namespace Signalbox {

namespace {

constexpr qsizetype shownNames = 5;

struct BanText
{
    Q_DECLARE_TR_FUNCTIONS(BanText)
};

} // namespace

QString whomText(const BanRule& rule)
{
    return rule.kind == BanRule::Kind::Peer ? readableName(rule.known) : plain(rule.pattern);
}

QString knownByText(const BanRule& rule)
{
    switch (rule.kind) {
    case BanRule::Kind::Peer:
        return knownByValues(rule.known);
    case BanRule::Kind::Address:
        return rule.pattern.contains(u'/') ? BanText::tr("range of addresses")
                                           : BanText::tr("address");
    case BanRule::Kind::Site:
        return BanText::tr("web page");
    case BanRule::Kind::Nick:
        return BanText::tr("nick");
    }
    return {};
}

QString effectText(BanEffect effect)
{
    return effect == BanEffect::Mute ? BanText::tr("muted") : BanText::tr("refused");
}

QString effectIcon(BanEffect effect)
{
    return effect == BanEffect::Mute ? QStringLiteral("state-muted")
                                     : QStringLiteral("state-refused");
}

QString problemText(const BanRule& rule)
{
    if (problemWith(rule).isEmpty()) {
        return {};
    }
    switch (rule.kind) {
    case BanRule::Kind::Peer:
        return BanText::tr("Nothing tells this peer from others at its address.");
    case BanRule::Kind::Address:
        return BanText::tr("This must be an IP address or a range of some of them, such as "
                           "192.168.1.7 or 192.168.1.0/24.");
    case BanRule::Kind::Site:
        return BanText::tr("This must be where a web page comes from, such as "
                           "https://example.org:8443.");
    case BanRule::Kind::Nick:
        return BanText::tr("Some letter of the nick must be in it, and not too many: * stands for "
                           "any letters, ? for one.");
    }
    return {};
}

QString listOfNames(const QStringList& names)
{
    QStringList shown;
    for (const QString& name : names.mid(0, shownNames)) {
        shown += isolated(plain(name, 40));
    }
    const auto more = static_cast<int>(names.size() - shown.size());
    const QString list = shown.join(BanText::tr(", "));
    return more > 0 ? BanText::tr("%1 and %Ln more", nullptr, more).arg(list) : list;
}

} // namespace Signalbox
