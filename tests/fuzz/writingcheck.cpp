// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/writingcheck.h"

#include "core/dialects/languages.h"
#include "core/json/scan.h"
#include "tests/fuzz/jsonreference.h"

#include <QJsonObject>
#include <QUtf8StringView>

#include <algorithm>

namespace Signalbox {

namespace {

/// An id and a nick, one of them twice, with the keys around them.
constexpr qsizetype mostStampBytes = 512;

/// A fault's detail, each of its characters escaped, with words around it.
constexpr qsizetype mostRefusalBytes = 1024;

/// Deeper than any reader takes, by what the hub puts around it.
constexpr int mostLevels = 40;

bool speaksInLines(Language language)
{
    return language == Languages::GstSimple;
}

/// The keys of a message that only the hub may write, and that must stand there once.
QStringList hubKeys(Language language)
{
    switch (quint8(language)) {
    case quint8(Languages::Signalbox):
        return {u"senderId"_qs, u"userInfo"_qs};
    case quint8(Languages::PeerJs):
        return {u"type"_qs, u"src"_qs, u"dst"_qs};
    case quint8(Languages::YWebrtc):
        return {u"type"_qs, u"topic"_qs, u"clients"_qs};
    case quint8(Languages::DataChannel):
        return {u"id"_qs};
    case quint8(Languages::GstWebrtc):
        return {u"type"_qs, u"sessionId"_qs};
    case quint8(Languages::WebTorrent):
        return {u"action"_qs, u"peer_id"_qs, u"info_hash"_qs, u"offer_id"_qs};
    case quint8(Languages::Ayame):
        return {u"type"_qs};
    case quint8(Languages::Matchbox):
        return {u"Signal"_qs};
    default:
        return {};
    }
}

/// Whom a message that was handed on is said to be from; undefined where the language says nothing.
QJsonValue senderIn(Language language, const QJsonObject& message)
{
    switch (quint8(language)) {
    case quint8(Languages::Signalbox):
        return message.value(u"senderId");
    case quint8(Languages::PeerJs):
        return message.value(u"src");
    case quint8(Languages::DataChannel):
        return message.value(u"id");
    case quint8(Languages::Matchbox):
        return message.value(u"Signal").toObject().value(u"sender");
    default:
        return QJsonValue::Undefined;
    }
}

QString complaintAboutJson(const QByteArray& written)
{
    const bool isScanned
        = Json::scan(written, {}, mostLevels).verdict == Json::Scan::Verdict::Object;
    if (!isScanned || !written.startsWith('{') || !written.endsWith('}')) {
        return u"the hub cannot read what it writes"_qs;
    }
    const auto value = JsonReference::valueOf(written);
    return value && value->isObject() && !JsonReference::isLax(written)
        ? QString()
        : u"what is written is not JSON"_qs;
}

QString complaintAboutSender(
    Language language, const Delivered& delivered, const QByteArray& written)
{
    const QList<JsonReference::Member> members = JsonReference::membersOf(written);
    const QStringList keys = hubKeys(language);
    for (const QString& key : keys) {
        const auto times = std::count_if(members.begin(), members.end(),
            [&key](const JsonReference::Member& member) { return member.key == key; });
        if (times != 1) {
            return u"the hub's own key stands there %1 times: "_qs.arg(times) + key;
        }
    }
    const QJsonValue sender = senderIn(language, JsonReference::valueOf(written)->toObject());
    return sender.isUndefined() || sender.toString() == delivered.sender.id
        ? QString()
        : u"it is said to be from somebody else"_qs;
}

QString complaintAboutLine(const QByteArray& written)
{
    const bool isOneLine = !written.contains('\n') && !written.contains('\r');
    return isOneLine ? QString() : u"it is more than a line"_qs;
}

/// Of a language of lines: a partner's words as they are, a room mate's with its name before them.
QString complaintAboutHandedOn(const Delivered& delivered, const QByteArray& written)
{
    const bool isHandedOn = delivered.message.splice < 0
        ? written == delivered.message.bytes
        : written.startsWith("ROOM_PEER_MSG " + delivered.sender.id.toUtf8() + ' ');
    return isHandedOn ? QString() : u"it is said to be from somebody else"_qs;
}

/// What others hear of somebody who gives its name.
QList<Event> eventsOfPresence(const Identity& speaker)
{
    const Identity other{u"u\"2\\"_qs, u"Bob\n中😀"_qs};
    return {Welcomed{speaker, std::nullopt, {}}, Welcomed{speaker, u"red"_qs, {other, speaker}},
        Arrived{speaker}, Changed{speaker, {}}, Departed{speaker, {}},
        Undeliverable{other, speaker.id}, Undeliverable{speaker, other.id},
        Listed{std::nullopt, {{speaker, {}}, {other, {}}}}, Alive{}};
}

QList<Event> refusals(const QString& detail)
{
    QList<Event> events;
    for (int code = 0; code < int(FaultCode::Count); ++code) {
        for (bool isFatal : {false, true}) {
            events.append(Refused{{FaultCode(code), detail, isFatal}});
        }
    }
    return events;
}

/// What comes of a command, for others or for the speaker.
struct Outcome
{
    const Identity& speaker;

    QList<Event> operator()(const Join& join) const
    {
        return eventsOfPresence(speaker) + refusals(join.room.value_or(speaker.id));
    }
    QList<Event> operator()(const SendToPeer& send) const
    {
        return {Delivered{speaker, send.message}, Undeliverable{speaker, send.receiver},
            Refused{{FaultCode::UnknownReceiver, send.receiver}}};
    }
    QList<Event> operator()(const SendToRoom& send) const
    {
        return {Delivered{speaker, send.message, 1}, Delivered{speaker, send.message, 1000000}};
    }
    QList<Event> operator()(const Announce& announce) const
    {
        QList<Event> events{Counted{{{announce.swarm, 1, 2}}, true},
            Refused{{FaultCode::TooManyRooms, announce.swarm}},
            Refused{{FaultCode::NotYours, announce.as}}};
        for (const Message& offer : announce.offers) {
            events.append(Delivered{{announce.as, {}}, offer});
        }
        return events;
    }
    QList<Event> operator()(const Withdraw& withdraw) const
    {
        return {Counted{{{withdraw.swarm}}, true}};
    }
    QList<Event> operator()(const SendInSwarm& send) const
    {
        return {Delivered{{send.as, {}}, send.message},
            Refused{{FaultCode::UnknownReceiver, send.receiver}}};
    }
    QList<Event> operator()(const Count& count) const
    {
        Counted counted;
        for (const RoomName& swarm : count.swarms) {
            counted.swarms.append({swarm, 1, 2});
        }
        return {counted};
    }
    QList<Event> operator()(const Describe& describe) const
    {
        const Identity named{speaker.id, describe.nick.value_or(speaker.nick)};
        return {Changed{named, describe.profile}, Departed{named, describe.profile},
            Listed{Role::Producer, {{named, describe.profile}, {named, describe.profile}}},
            Listed{Role::Consumer, {{named, describe.profile}}}};
    }
    QList<Event> operator()(const Pair& pair) const
    {
        QList<Event> events{Refused{{FaultCode::UnknownReceiver, pair.partner}},
            Refused{{FaultCode::NotProducer, pair.partner}},
            Refused{{FaultCode::Busy, pair.partner}}};
        for (bool hasAsked : {false, true}) {
            for (bool consumes : {false, true}) {
                events.append(Paired{u"s-1"_qs, speaker, hasAsked, consumes, pair.message});
            }
        }
        return events;
    }
    QList<Event> operator()(const SendToPartner& send) const
    {
        return {Delivered{speaker, send.message},
            Refused{{FaultCode::UnknownPairing, send.pairing}},
            Refused{{FaultCode::NotYours, send.pairing}}};
    }
    QList<Event> operator()(const Unpair& unpair) const
    {
        return {Unpaired{unpair.pairing, speaker, unpair.message},
            Refused{{FaultCode::UnknownPairing, unpair.pairing}}};
    }
    QList<Event> operator()(const List&) const { return {}; }
    QList<Event> operator()(const Leave&) const { return {}; }
    QList<Event> operator()(const Enter&) const { return {}; }
    QList<Event> operator()(const Exit&) const { return {}; }
    QList<Event> operator()(const Heartbeat&) const { return {Alive{}}; }
};

/// How long the words for an event may be; nullopt: as long as they must.
std::optional<qsizetype> mostBytesOf(const Event& event)
{
    if (const auto* delivered = std::get_if<Delivered>(&event)) {
        return delivered->message.bytes.size() + mostStampBytes;
    }
    if (const auto* paired = std::get_if<Paired>(&event)) {
        return paired->message.bytes.size() + mostStampBytes;
    }
    if (const auto* unpaired = std::get_if<Unpaired>(&event)) {
        return unpaired->message.bytes.size() + mostStampBytes;
    }
    return std::holds_alternative<Refused>(event) ? std::optional(mostRefusalBytes) : std::nullopt;
}

} // namespace

WritingCheck::WritingCheck(const Dialects& dialects, Language language)
    : m_dialect(dialects.at(language))
    , m_language(language)
{ }

QString WritingCheck::complaintAbout(const Reading& reading, const Identity& speaker) const
{
    const auto* command = std::get_if<Command>(&reading);
    if (command == nullptr) {
        return complaintAbout(Refused{std::get<Fault>(reading)});
    }
    const QList<Event> events = std::visit(Outcome{speaker}, *command);
    for (const Event& event : events) {
        if (QString complaint = complaintAbout(event); !complaint.isEmpty()) {
            return complaint;
        }
    }
    return std::holds_alternative<Join>(*command) ? complaintAboutEnd(speaker) : QString();
}

QString WritingCheck::complaintAbout(const Event& event) const
{
    for (int version = 0; version < m_dialect.versions(); ++version) {
        const QByteArray written = m_dialect.write(event, version);
        const QString complaint = complaintAboutWritten(event, written);
        if (!complaint.isEmpty()) {
            return complaint + u": "_qs + QString::fromUtf8(written);
        }
    }
    return {};
}

QString WritingCheck::complaintAboutWritten(const Event& event, const QByteArray& written) const
{
    const auto* delivered = std::get_if<Delivered>(&event);
    if (written.isEmpty()) {
        const bool isLost = delivered != nullptr && !delivered->message.bytes.isEmpty();
        return isLost ? u"a message is lost"_qs : QString();
    }
    if (!QUtf8StringView(written.data(), written.size()).isValidUtf8()) {
        return u"what is written is not UTF-8"_qs;
    }
    if (written.size() > mostBytesOf(event).value_or(written.size())) {
        return u"what is written is too long"_qs;
    }
    if (speaksInLines(m_language)) {
        return delivered == nullptr ? complaintAboutLine(written)
                                    : complaintAboutHandedOn(*delivered, written);
    }
    const QString complaint = complaintAboutJson(written);
    return complaint.isEmpty() && delivered != nullptr
        ? complaintAboutSender(m_language, *delivered, written)
        : complaint;
}

/// How the connection of somebody ends who has such a name.
QString WritingCheck::complaintAboutEnd(const Identity& speaker) const
{
    for (int why = 0; why <= int(Departure::HubStopped); ++why) {
        const Ended ended{Departure(why), speaker.nick, FaultCode::NotJson};
        if (QString complaint = complaintAbout(ended); !complaint.isEmpty()) {
            return complaint;
        }
        const Closing closing = m_dialect.closing(ended).value_or(Closing{});
        const bool isCode = closing.code >= 1000 && closing.code < 5000;
        if (!isCode || !closing.reason.isValidUtf16()) {
            return u"the connection cannot end like this"_qs;
        }
    }
    return {};
}

} // namespace Signalbox
