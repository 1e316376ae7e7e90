// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/webtorrentreader.h"

#include "core/dialects/envelope.h"
#include "core/dialects/webtorrent.h"
#include "core/json/build.h"
#include "core/json/decode.h"
#include "core/json/elements.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

using Envelope::faultAt;

enum Key
{
    Action,
    InfoHash,
    OwnId,
    ReceiverId,
    Happened,
    Left,
    Offers,
    Answer,
    KeyCount
};
constexpr std::array<QByteArrayView, KeyCount> keyNames{
    "action", "info_hash", "peer_id", "to_peer_id", "event", "left", "offers", "answer"};

constexpr QByteArrayView offerIdName = "offer_id";

constexpr int idBytes = 20;

/// The bytes of which each stands as the character of its number; nullopt if it are not 20.
std::optional<QByteArray> bytesOf(QByteArrayView quoted)
{
    constexpr qsizetype quotes = 2;
    constexpr qsizetype longestEscape = 6;
    if (quoted.size() > quotes + idBytes * longestEscape) {
        return std::nullopt;
    }
    const QString text = Json::decodeString(quoted);
    const auto isByte = [](QChar c) { return c.unicode() <= 0xff; };
    if (text.size() != idBytes || !std::all_of(text.begin(), text.end(), isByte)) {
        return std::nullopt;
    }
    return text.toLatin1();
}

/// An id of 20 bytes, and how the client wrote it.
struct Id
{
    QByteArray bytes;
    QByteArrayView quoted;

    QString hex() const { return QString::fromLatin1(bytes.toHex()); }
};

std::variant<Id, Fault> readId(QByteArrayView text, const Json::Scan& scan, Key key)
{
    const Json::Member& member = scan.members[key];
    if (!member) {
        return faultAt(FaultCode::MissingKey, keyNames[key]);
    }
    if (member.kind == Json::Kind::String) {
        if (auto bytes = bytesOf(member.value(text))) {
            return Id{std::move(*bytes), member.value(text)};
        }
    }
    return faultAt(FaultCode::WrongType, keyNames[key]);
}

/// Who speaks, and about which swarm.
struct Speaker
{
    Id swarm;
    Id peer;
};

/// An offer or an answer as others get it. kind: "offer" or "answer".
Message handedOn(
    const char* kind, QByteArrayView value, QByteArrayView offerId, const Speaker& speaker)
{
    constexpr qsizetype keysSize = 80;
    QByteArray json;
    json.reserve(keysSize + value.size() + offerId.size() + speaker.peer.quoted.size()
        + speaker.swarm.quoted.size());
    json += R"({"action":"announce")";
    Json::appendKey(json, kind);
    json += value;
    Json::appendKey(json, "offer_id");
    json += offerId;
    Json::appendKey(json, "peer_id");
    json += speaker.peer.quoted;
    Json::appendKey(json, "info_hash");
    json += speaker.swarm.quoted;
    json += '}';
    return {json};
}

/// nullopt: it has no offer, or no id by which an answer could be told from others.
std::optional<Message> readOffer(QByteArrayView object, const Speaker& speaker)
{
    constexpr std::array<QByteArrayView, 2> names{"offer", offerIdName};
    const Json::Scan scan = Json::scan(object, names, Envelope::MaxDepth);
    const Json::Member& offer = scan.members[0];
    const Json::Member& id = scan.members[1];
    if (!offer || offer.kind == Json::Kind::Null || !id || id.kind != Json::Kind::String) {
        return std::nullopt;
    }
    return handedOn("offer", offer.value(object), id.value(object), speaker);
}

std::variant<QList<Message>, Fault> readOffers(
    QByteArrayView text, const Json::Member& member, const Speaker& speaker)
{
    QList<Message> offers;
    if (!member || member.kind != Json::Kind::Array) {
        return offers;
    }
    const QByteArrayView array = member.value(text);
    const auto elements = Json::elements(array, WebTorrent::MaxOffers);
    if (!elements) {
        return faultAt(FaultCode::TooLong, keyNames[Offers]);
    }
    for (const Json::Element& element : *elements) {
        if (element.kind == Json::Kind::Object) {
            if (auto offer = readOffer(element.value(array), speaker)) {
                offers.append(std::move(*offer));
            }
        }
    }
    return offers;
}

Reading readAnswer(QByteArrayView text, const Json::Scan& scan, const Speaker& speaker)
{
    const auto receiver = readId(text, scan, ReceiverId);
    if (const auto* fault = std::get_if<Fault>(&receiver)) {
        return *fault;
    }
    // The first scan has looked for as many names as one scan can.
    const Json::Scan second = Json::scan(text, {&offerIdName, 1}, Envelope::MaxDepth);
    const Json::Member& offerId = second.members[0];
    if (offerId.times > 1) {
        return faultAt(FaultCode::DuplicateKey, offerIdName);
    }
    if (!offerId) {
        return faultAt(FaultCode::MissingKey, offerIdName);
    }
    if (offerId.kind != Json::Kind::String) {
        return faultAt(FaultCode::WrongType, offerIdName);
    }
    return SendInSwarm{speaker.swarm.hex(), speaker.peer.hex(), std::get<Id>(receiver).hex(),
        handedOn("answer", scan.members[Answer].value(text), offerId.value(text), speaker)};
}

enum class What
{
    Update,
    Completed,
    Stopped
};

/// What has happened to the speaker; nullopt: no such thing can happen.
std::optional<What> readWhat(QByteArrayView text, const Json::Member& member)
{
    if (!member || member.kind == Json::Kind::Null) {
        return What::Update;
    }
    if (member.kind != Json::Kind::String) {
        return std::nullopt;
    }
    const QByteArrayView event = member.value(text);
    if (Json::isText(event, "stopped")) {
        return What::Stopped;
    }
    if (Json::isText(event, "completed")) {
        return What::Completed;
    }
    constexpr std::array<QByteArrayView, 5> updates{"started", "update", "paused", "empty", ""};
    const bool isUpdate = std::any_of(updates.begin(), updates.end(),
        [event](QByteArrayView update) { return Json::isText(event, update); });
    return isUpdate ? std::optional(What::Update) : std::nullopt;
}

bool isZero(QByteArrayView text, const Json::Member& member)
{
    return member && member.kind == Json::Kind::Number
        && member.value(text).toByteArray().toDouble() == 0;
}

Reading readParticipation(QByteArrayView text, const Json::Scan& scan, const Speaker& speaker)
{
    const auto what = readWhat(text, scan.members[Happened]);
    if (!what) {
        return faultAt(FaultCode::WrongType, keyNames[Happened]);
    }
    if (*what == What::Stopped) {
        return Withdraw{speaker.swarm.hex(), speaker.peer.hex()};
    }
    auto offers = readOffers(text, scan.members[Offers], speaker);
    if (const auto* fault = std::get_if<Fault>(&offers)) {
        return *fault;
    }
    Announce announce;
    announce.swarm = speaker.swarm.hex();
    announce.as = speaker.peer.hex();
    announce.nick = WebTorrentReader::programOf(speaker.peer.bytes);
    announce.complete = *what == What::Completed || isZero(text, scan.members[Left]);
    announce.offers = std::get<QList<Message>>(std::move(offers));
    return announce;
}

Reading readAnnounce(QByteArrayView text, const Json::Scan& scan)
{
    auto swarm = readId(text, scan, InfoHash);
    if (const auto* fault = std::get_if<Fault>(&swarm)) {
        return *fault;
    }
    auto peer = readId(text, scan, OwnId);
    if (const auto* fault = std::get_if<Fault>(&peer)) {
        return *fault;
    }
    const Speaker speaker{std::get<Id>(std::move(swarm)), std::get<Id>(std::move(peer))};
    const Json::Member& answer = scan.members[Answer];
    return answer && answer.kind != Json::Kind::Null ? readAnswer(text, scan, speaker)
                                                     : readParticipation(text, scan, speaker);
}

Reading readScrapeOfMany(QByteArrayView array)
{
    const auto elements = Json::elements(array, WebTorrent::MaxScraped);
    if (!elements) {
        return faultAt(FaultCode::TooLong, keyNames[InfoHash]);
    }
    Count count;
    for (const Json::Element& element : *elements) {
        const auto bytes
            = element.kind == Json::Kind::String ? bytesOf(element.value(array)) : std::nullopt;
        if (!bytes) {
            return faultAt(FaultCode::WrongType, keyNames[InfoHash]);
        }
        count.swarms.append(QString::fromLatin1(bytes->toHex()));
    }
    // None would mean all.
    return count.swarms.isEmpty() ? Reading(faultAt(FaultCode::MissingKey, keyNames[InfoHash]))
                                  : Reading(count);
}

Reading readScrape(QByteArrayView text, const Json::Scan& scan)
{
    const Json::Member& which = scan.members[InfoHash];
    if (!which || which.kind == Json::Kind::Null) {
        return Count{};
    }
    if (which.kind == Json::Kind::Array) {
        return readScrapeOfMany(which.value(text));
    }
    const auto swarm = readId(text, scan, InfoHash);
    if (const auto* fault = std::get_if<Fault>(&swarm)) {
        return *fault;
    }
    return Count{{std::get<Id>(swarm).hex()}};
}

struct Program
{
    QByteArrayView mark;
    const char* name;
};
constexpr std::array<Program, 3> programs{{
    {"WW", "WebTorrent"},
    {"WD", "WebTorrent Desktop"},
    {"PM", "P2P Media Loader"},
}};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// "0208" is version 2.8.
QString versionOf(QByteArrayView digits)
{
    if (!std::all_of(digits.begin(), digits.end(), isDigit)) {
        return {};
    }
    return QStringLiteral(" %1.%2").arg(digits.first(2).toInt()).arg(digits.last(2).toInt());
}

} // namespace

QString WebTorrentReader::programOf(QByteArrayView peerId)
{
    // As most BitTorrent programs do it: a dash, two letters, four characters of the version and a
    // dash.
    const QByteArrayView prefix = peerId.first(8);
    if (prefix.front() == '-' && prefix.back() == '-') {
        const auto known = std::find_if(programs.begin(), programs.end(),
            [mark = prefix.sliced(1, 2)](const Program& program) { return program.mark == mark; });
        if (known != programs.end()) {
            return QString::fromLatin1(known->name) + versionOf(prefix.sliced(3, 4));
        }
    }
    const bool canBeShown
        = std::all_of(prefix.begin(), prefix.end(), [](char c) { return c > ' ' && c <= '~'; });
    return canBeShown ? QString::fromLatin1(prefix) : QString();
}

Reading WebTorrentReader::read(QByteArrayView text, const Standing&)
{
    const auto outside = Envelope::scan(text, keyNames);
    if (const auto* fault = std::get_if<Fault>(&outside)) {
        return *fault;
    }
    const auto& scan = std::get<Json::Scan>(outside);
    if (auto fault = Envelope::findDuplicate(scan, keyNames)) {
        return *fault;
    }
    if (!scan.members[Action] || scan.members[Action].kind != Json::Kind::String) {
        return Fault{FaultCode::NoType, {}};
    }
    const QByteArrayView action = scan.members[Action].value(text);
    if (Json::isText(action, "announce")) {
        return readAnnounce(text, scan);
    }
    if (Json::isText(action, "scrape")) {
        return readScrape(text, scan);
    }
    return Envelope::unknownType(action);
}

} // namespace Signalbox
