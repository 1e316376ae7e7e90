// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/report.h"

#include "core/operation/words.h"

#include <cmath>

namespace Signalbox {

namespace {

using Seconds = std::chrono::duration<double>;
using Milliseconds = std::chrono::duration<double, std::milli>;

/// With three digits behind the point, which JSON numbers keep.
template <typename Duration>
QJsonValue number(const Duration& duration)
{
    return std::round(duration.count() * 1000) / 1000;
}

QString stateWord(const Peer& peer)
{
    if (peer.parked) {
        return QStringLiteral("parked");
    }
    if (peer.away) {
        return QStringLiteral("away");
    }
    return peer.joined ? QStringLiteral("joined") : QStringLiteral("new");
}

QJsonObject trafficReport(const Traffic& traffic)
{
    return {
        {QStringLiteral("messages-in"), qint64(traffic.messagesIn)},
        {QStringLiteral("messages-out"), qint64(traffic.messagesOut)},
        {QStringLiteral("bytes-in"), qint64(traffic.bytesIn)},
        {QStringLiteral("bytes-out"), qint64(traffic.bytesOut)},
        {QStringLiteral("foreign-senders"), qint64(traffic.foreignSenders)},
    };
}

QJsonObject peerReport(const PeerRow& row, Moment now)
{
    const Peer& peer = row.peer;
    const LinkReading& link = row.link;
    QJsonObject report = trafficReport(link.traffic);
    report.insert(QStringLiteral("number"), qint64(peer.number));
    report.insert(QStringLiteral("id"), peer.identity.id);
    report.insert(QStringLiteral("nick"), peer.identity.nick);
    report.insert(QStringLiteral("rooms"), QJsonArray::fromStringList(peer.rooms));
    report.insert(QStringLiteral("dialect"), peer.origin.dialect);
    report.insert(QStringLiteral("address"), peer.origin.address);
    report.insert(QStringLiteral("port"), peer.origin.port);
    report.insert(QStringLiteral("site"), peer.origin.site);
    report.insert(QStringLiteral("program"), peer.origin.userAgent);
    report.insert(QStringLiteral("encrypted"), peer.origin.encrypted);
    report.insert(QStringLiteral("state"), stateWord(peer));
    report.insert(QStringLiteral("muted"), peer.muted);
    report.insert(QStringLiteral("slow"), link.slow);
    report.insert(QStringLiteral("over-rate"), link.overRate);
    report.insert(QStringLiteral("dropped"), qint64(link.dropped));
    report.insert(QStringLiteral("queued-bytes"), link.queuedBytes);
    report.insert(QStringLiteral("connected-seconds"), number(Seconds(now - peer.since)));
    report.insert(QStringLiteral("round-trip-ms"),
        link.roundTrip ? number(Milliseconds(*link.roundTrip)) : QJsonValue());
    return report;
}

QJsonObject banReport(const Ban& ban, Moment now)
{
    const Peer& known = ban.rule.known;
    QJsonObject report{
        {QStringLiteral("number"), qint64(ban.number)},
        {QStringLiteral("by"), wordFor(ban.rule.kind)},
        {QStringLiteral("effect"), wordFor(ban.effect)},
        {QStringLiteral("reason"), ban.reason},
        {QStringLiteral("hits"), ban.hits},
        {QStringLiteral("seconds-left"),
            ban.until == Moment::max() ? QJsonValue() : number(Seconds(ban.until - now))},
    };
    if (ban.rule.kind != BanRule::Kind::Peer) {
        report.insert(QStringLiteral("pattern"), ban.rule.pattern);
        return report;
    }
    report.insert(QStringLiteral("id"), known.identity.id);
    report.insert(QStringLiteral("nick"), known.identity.nick);
    report.insert(QStringLiteral("rooms"), QJsonArray::fromStringList(known.rooms));
    report.insert(QStringLiteral("dialect"), known.origin.dialect);
    report.insert(QStringLiteral("address"), known.origin.address);
    return report;
}

QJsonArray endpointsReport(const HubState& state)
{
    QJsonArray addresses;
    for (const Endpoint& endpoint : state.endpoints) {
        if (state.encryption != Encryption::Required) {
            addresses.append(endpoint.socketUrl());
        }
        if (state.encryption != Encryption::Off) {
            addresses.append(endpoint.socketUrl(Endpoint::Transport::Secure));
        }
    }
    return addresses;
}

} // namespace

QJsonArray peersReport(const Snapshot& snapshot)
{
    QJsonArray report;
    for (const PeerRow& row : snapshot.rows) {
        report.append(peerReport(row, snapshot.at));
    }
    return report;
}

QJsonArray bansReport(const Snapshot& snapshot)
{
    QJsonArray report;
    for (const Ban& ban : snapshot.bans) {
        report.append(banReport(ban, snapshot.at));
    }
    return report;
}

QJsonObject statsReport(const Snapshot& snapshot, const HubState& state)
{
    const Totals& totals = snapshot.totals;
    QJsonObject report = trafficReport(totals.traffic);
    report.insert(QStringLiteral("version"), QStringLiteral(SIGNALBOX_VERSION));
    report.insert(QStringLiteral("listening"), state.phase == HubState::Phase::Listening);
    report.insert(QStringLiteral("addresses"), endpointsReport(state));
    report.insert(QStringLiteral("troubles"), QJsonArray::fromStringList(state.troubles.values()));
    report.insert(QStringLiteral("up-seconds"), number(Seconds(snapshot.at - snapshot.startedAt)));
    report.insert(QStringLiteral("peers"), qint64(snapshot.rows.size()));
    report.insert(QStringLiteral("rooms"), qint64(snapshot.rooms.size()));
    report.insert(QStringLiteral("bans"), qint64(snapshot.bans.size()));
    report.insert(QStringLiteral("strangers"), qint64(snapshot.strangers.size()));
    report.insert(QStringLiteral("pin-under-attack"), snapshot.isPinUnderAttack);
    report.insert(QStringLiteral("connected"), qint64(totals.connected));
    report.insert(QStringLiteral("departed"), qint64(totals.departed));
    report.insert(QStringLiteral("refused"), qint64(totals.refused));
    report.insert(QStringLiteral("relayed"), qint64(totals.relayed));
    return report;
}

} // namespace Signalbox
