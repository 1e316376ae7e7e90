// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/webtorrent.h"

#include "core/dialects/farewell.h"
#include "core/dialects/webtorrentreader.h"
#include "core/json/build.h"
#include "core/json/write.h"

#include <utility>

namespace Signalbox {

namespace {

/// Each byte of an id as the character of its number.
QString wireId(const RoomName& hex)
{
    return QString::fromLatin1(QByteArray::fromHex(hex.toLatin1()));
}

/// Why nothing came of what the peer said, in English; empty where the language is silent.
QString reasonOf(const Fault& fault)
{
    switch (fault.code) {
    case FaultCode::NotJson:
        return QStringLiteral("the message is not JSON");
    case FaultCode::NotAnObject:
        return QStringLiteral("the message is not a JSON object");
    case FaultCode::TooDeep:
        return QStringLiteral("the message has too many levels");
    case FaultCode::NoType:
        return QStringLiteral("invalid action in WS request: none");
    case FaultCode::UnknownType:
        return QStringLiteral("invalid action in WS request: ") + fault.detail;
    case FaultCode::DuplicateKey:
        return fault.detail + QStringLiteral(" stands twice");
    case FaultCode::MissingKey:
    case FaultCode::WrongType:
        return fault.detail == u"to_peer_id"
            ? QStringLiteral("invalid `to_peer_id` (required with `answer`)")
            : QStringLiteral("invalid ") + fault.detail;
    case FaultCode::TooLong:
        return fault.detail + QStringLiteral(" is too long");
    case FaultCode::TooManyRooms:
        return QStringLiteral("too many torrents for one connection");
    case FaultCode::RoomFull:
        return QStringLiteral("this torrent has too many peers");
    default:
        return Farewell::toRefused(fault.code);
    }
}

QByteArray failure(const QString& reason)
{
    QByteArray json = R"({"failure reason":)";
    Json::appendString(json, reason);
    json += '}';
    return json;
}

/// Of an announce that was understood. Without the action a client takes the tracker for broken and
/// gives up the connection with all its torrents; with it, it warns of the one.
QByteArray failureOfAnnounce(const QString& reason, const RoomName& swarm)
{
    QByteArray json = R"({"action":"announce")";
    Json::appendMember(json, "failure reason", reason);
    if (!swarm.isEmpty()) {
        Json::appendMember(json, "info_hash", wireId(swarm));
    }
    json += '}';
    return json;
}

/// Appends the numbers of one swarm without the braces around them.
void appendCounts(QByteArray& json, const Counted::Swarm& swarm)
{
    json += R"("complete":)" + QByteArray::number(swarm.complete);
    Json::appendKey(json, "incomplete");
    json += QByteArray::number(swarm.incomplete);
}

QByteArray announced(const Counted::Swarm& swarm)
{
    QByteArray json = "{";
    appendCounts(json, swarm);
    json += R"(,"action":"announce")";
    Json::appendMember(json, "info_hash", wireId(swarm.name));
    Json::appendKey(json, "interval");
    json += QByteArray::number(WebTorrent::AnnounceEverySeconds) + '}';
    return json;
}

QByteArray scraped(const QList<Counted::Swarm>& swarms)
{
    QByteArray json = R"({"action":"scrape","files":)";
    char separator = '{';
    for (const Counted::Swarm& swarm : swarms) {
        json += std::exchange(separator, ',');
        Json::appendString(json, wireId(swarm.name));
        json += ":{";
        appendCounts(json, swarm);
        Json::appendKey(json, "downloaded");
        json += QByteArray::number(swarm.complete) + '}';
    }
    json += swarms.isEmpty() ? "{}" : "}";
    json += R"(,"flags":{"min_request_interval":)";
    json += QByteArray::number(WebTorrent::ScrapeEverySeconds) + "}}";
    return json;
}

template <typename Other>
QByteArray write(const Other&)
{
    return {};
}

QByteArray write(const Delivered& delivered)
{
    return delivered.message.bytes;
}

QByteArray write(const Counted& counted)
{
    if (!counted.announced) {
        return scraped(counted.swarms);
    }
    return counted.swarms.isEmpty() ? QByteArray() : announced(counted.swarms.first());
}

QByteArray write(const Refused& refused)
{
    const Fault& fault = refused.fault;
    const QString reason = reasonOf(fault);
    if (reason.isEmpty()) {
        return {};
    }
    switch (fault.code) {
    case FaultCode::TooManyRooms:
    case FaultCode::RoomFull:
    case FaultCode::HubHasTooManyRooms:
        return failureOfAnnounce(reason, fault.detail);
    default:
        return Farewell::toRefused(fault.code).isEmpty() ? failure(reason)
                                                         : failureOfAnnounce(reason, {});
    }
}

QByteArray write(const Ended& ended)
{
    const QString words = Farewell::toEnded(ended);
    return words.isEmpty() ? QByteArray() : failure(words);
}

} // namespace

QString WebTorrent::name() const
{
    return QStringLiteral("WebTorrent");
}

RealmPolicy WebTorrent::policy() const
{
    RealmPolicy policy;
    policy.claim = RealmPolicy::Claim::Share;
    policy.hasDefaultRoom = false;
    policy.identity = IdentityTrait::Program | IdentityTrait::Room;
    return policy;
}

Opening WebTorrent::open(const Handshake&) const
{
    return {std::make_unique<WebTorrentReader>(), {}, std::nullopt};
}

QByteArray WebTorrent::write(const Event& event, int) const
{
    return std::visit([](const auto& what) { return Signalbox::write(what); }, event);
}

} // namespace Signalbox
