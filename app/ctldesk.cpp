// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/ctldesk.h"

#include "core/admission/banpattern.h"
#include "core/operation/report.h"

#include <QJsonArray>
#include <QPointer>

#include <algorithm>
#include <cmath>

namespace Signalbox {

namespace {

using std::chrono::milliseconds;

/// Longer than anybody means, and far from where milliseconds overflow.
constexpr double mostSeconds = 100.0 * 365 * 24 * 3600;

QJsonObject done(const QJsonValue& result)
{
    return {{QStringLiteral("ok"), true}, {QStringLiteral("result"), result}};
}

QString unknownMember(const char* member)
{
    return QStringLiteral("\"%1\" is missing, or is not what it should be.")
        .arg(QLatin1String(member));
}

/// Numbers of peers or bans; nullopt where that is no list of them.
template <typename Number>
std::optional<QList<Number>> numbersFrom(const QJsonValue& value)
{
    QList<Number> numbers;
    const QJsonArray list = value.toArray();
    for (const QJsonValue& one : list) {
        const qint64 number = one.toInteger(-1);
        if (number <= 0) {
            return std::nullopt;
        }
        numbers.append(Number(number));
    }
    return numbers.isEmpty() ? std::nullopt : std::optional(numbers);
}

/// How long a kick keeps somebody out, unless that is said; in the window as well.
constexpr milliseconds usualKick = std::chrono::minutes(10);

/// No such member: for ever.
std::optional<milliseconds> timeFrom(const QJsonValue& value)
{
    if (value.isUndefined() || value.isNull()) {
        return Forever;
    }
    const double seconds = value.toDouble(-1);
    return seconds > 0 && seconds <= mostSeconds
        ? std::optional(milliseconds(std::llround(seconds * 1000)))
        : std::nullopt;
}

/// No such member: as usual; 0: not at all.
std::optional<milliseconds> timeOfKickFrom(const QJsonValue& value)
{
    if (value.isUndefined()) {
        return usualKick;
    }
    return value.isDouble() && value.toDouble() == 0 ? milliseconds(0) : timeFrom(value);
}

std::optional<BanRule::Kind> kindFrom(const QString& word)
{
    if (word == u"address") {
        return BanRule::Kind::Address;
    }
    if (word == u"site") {
        return BanRule::Kind::Site;
    }
    return word == u"nick" ? std::optional(BanRule::Kind::Nick) : std::nullopt;
}

const QString nobodyFound = QStringLiteral("Nobody who is connected has such a number.");
const QString whyNotHeld = QStringLiteral("nothing tells them from others at their address, or "
                                          "there is no place left in the list of bans.");
const QString noPlace
    = QStringLiteral("This ban does not hold: there is no place left in the list of bans.");

/// Why an order about peers is not done, or not for all of them; empty: it is.
QString problemOf(const OrderOutcome& outcome, BanEffect effect)
{
    if (outcome.found.isEmpty()) {
        return nobodyFound;
    }
    if (outcome.held.size() == outcome.found.size()) {
        return {};
    }
    const QString words = effect == BanEffect::Mute
        ? QStringLiteral("%1 of %2 not muted: ")
        : QStringLiteral("Put out, but %1 of %2 not banned, and may come back: ");
    return words.arg(outcome.found.size() - outcome.held.size()).arg(outcome.found.size())
        + whyNotHeld;
}

QJsonArray numbersOf(const QList<PeerNumber>& peers)
{
    QJsonArray numbers;
    for (PeerNumber number : peers) {
        numbers.append(qint64(number));
    }
    return numbers;
}

/// What became of a kick: of whom it holds, until when, and why not of the others.
QJsonObject kickReport(const OrderOutcome& outcome, milliseconds refuseFor)
{
    QList<PeerNumber> free = outcome.found;
    free.removeIf([&outcome](PeerNumber number) { return outcome.held.contains(number); });
    QJsonObject report{
        {QStringLiteral("kicked"), outcome.found.size()},
        {QStringLiteral("kept-out"), numbersOf(outcome.held)},
        {QStringLiteral("not-kept-out"), numbersOf(free)},
    };
    if (!outcome.held.isEmpty()) {
        const QDateTime until = QDateTime::currentDateTimeUtc();
        report.insert(QStringLiteral("until"),
            refuseFor == Forever ? QJsonValue()
                                 : until.addMSecs(refuseFor.count()).toString(Qt::ISODateWithMs));
    }
    if (!free.isEmpty()) {
        report.insert(QStringLiteral("why-not"),
            refuseFor.count() == 0 ? QStringLiteral("they were not to be kept out.") : whyNotHeld);
    }
    return report;
}

} // namespace

CtlDesk::CtlDesk(Hub& hub, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
{ }

void CtlDesk::survey(const Deed& deed)
{
    m_hub.survey([desk = QPointer(this), deed](const SnapshotPtr& snapshot) {
        if (desk) {
            deed(*snapshot);
        }
    });
}

/// For an order about bans: what holds is not all, for it must outlive a power cut as well.
void CtlDesk::answerWithBans(const CtlServer::Reply& reply)
{
    m_hub.whenKept([desk = QPointer(this), reply](bool kept) {
        if (!desk) {
            return;
        }
        if (!kept) {
            const QString cause = desk->m_hub.state().troubles.value(QStringLiteral("bans"));
            const QString words = QStringLiteral(
                "This holds, but only until the hub ends: it could not be written. ");
            reply(ctlRefusal((words + cause).trimmed()));
            return;
        }
        desk->survey([reply](const Snapshot& snapshot) { reply(done(bansReport(snapshot))); });
    });
}

void CtlDesk::handle(const QJsonObject& request, const CtlServer::Reply& reply)
{
    const QString command = request.value(u"command").toString();
    if (command == u"list") {
        survey([reply](const Snapshot& snapshot) { reply(done(peersReport(snapshot))); });
    } else if (command == u"bans") {
        survey([reply](const Snapshot& snapshot) { reply(done(bansReport(snapshot))); });
    } else if (command == u"stats") {
        survey([this, reply](const Snapshot& snapshot) {
            reply(done(statsReport(snapshot, m_hub.state())));
        });
    } else if (command == u"kick") {
        kick(request, reply);
    } else if (command == u"ban") {
        ban(request, reply);
    } else if (command == u"unban") {
        unban(request, reply);
    } else if (command == u"stop") {
        reply(done(QStringLiteral("stopping")));
        Q_EMIT stopRequested();
    } else {
        reply(ctlRefusal(QStringLiteral("There is no command \"%1\".").arg(command.left(64))));
    }
}

void CtlDesk::kick(const QJsonObject& request, const CtlServer::Reply& reply)
{
    const auto peers = numbersFrom<PeerNumber>(request.value(u"peers"));
    if (!peers) {
        reply(ctlRefusal(unknownMember("peers")));
        return;
    }
    const std::optional<milliseconds> refuseFor = timeOfKickFrom(request.value(u"seconds"));
    if (!refuseFor) {
        reply(ctlRefusal(unknownMember("seconds")));
        return;
    }
    m_hub.kick(*peers, request.value(u"reason").toString(), *refuseFor,
        [reply, refuseFor](const OrderOutcome& outcome) {
            reply(outcome.found.isEmpty() ? ctlRefusal(nobodyFound)
                                          : done(kickReport(outcome, *refuseFor)));
        });
}

void CtlDesk::ban(const QJsonObject& request, const CtlServer::Reply& reply)
{
    BanOrder order;
    order.effect = request.value(u"mute").toBool() ? BanEffect::Mute : BanEffect::Refuse;
    order.reason = request.value(u"reason").toString();
    const std::optional<milliseconds> lasts = timeFrom(request.value(u"seconds"));
    if (!lasts) {
        reply(ctlRefusal(unknownMember("seconds")));
        return;
    }
    order.lasts = *lasts;
    const QString by = request.value(u"by").toString();
    if (by == u"peer") {
        banPeers(request, order, reply);
        return;
    }
    const std::optional<BanRule::Kind> kind = kindFrom(by);
    if (!kind) {
        reply(ctlRefusal(unknownMember("by")));
        return;
    }
    order.rule.kind = *kind;
    order.rule.pattern = request.value(u"pattern").toString();
    if (const QString problem = problemWith(order.rule); !problem.isEmpty()) {
        reply(ctlRefusal(problem));
        return;
    }
    m_hub.ban({order}, [desk = QPointer(this), reply](const QList<bool>& holds) {
        if (!holds.contains(true)) {
            reply(ctlRefusal(noPlace));
        } else if (desk) {
            desk->answerWithBans(reply);
        }
    });
}

void CtlDesk::banPeers(
    const QJsonObject& request, const BanOrder& order, const CtlServer::Reply& reply)
{
    const auto peers = numbersFrom<PeerNumber>(request.value(u"peers"));
    if (!peers) {
        reply(ctlRefusal(unknownMember("peers")));
        return;
    }
    const auto then
        = [desk = QPointer(this), reply, effect = order.effect](const OrderOutcome& outcome) {
              const QString problem = problemOf(outcome, effect);
              if (desk && problem.isEmpty()) {
                  desk->answerWithBans(reply);
              } else {
                  reply(ctlRefusal(problem));
              }
          };
    if (order.effect == BanEffect::Mute) {
        m_hub.mute(*peers, order.reason, order.lasts, then);
    } else {
        m_hub.kick(*peers, order.reason, order.lasts, then);
    }
}

void CtlDesk::unban(const QJsonObject& request, const CtlServer::Reply& reply)
{
    const auto bans = numbersFrom<BanNumber>(request.value(u"bans"));
    if (!bans) {
        reply(ctlRefusal(unknownMember("bans")));
        return;
    }
    survey([this, bans = *bans, reply](const Snapshot& snapshot) {
        const bool isKnown = std::any_of(snapshot.bans.begin(), snapshot.bans.end(),
            [&bans](const Ban& ban) { return bans.contains(ban.number); });
        if (!isKnown) {
            reply(ctlRefusal(QStringLiteral("No ban has such a number.")));
            return;
        }
        m_hub.unban(bans);
        answerWithBans(reply);
    });
}

} // namespace Signalbox
