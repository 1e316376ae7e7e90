// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/readingcheck.h"

#include "core/dialects/languages.h"
#include "core/dialects/ywebrtc.h"
#include "tests/fuzz/jsonreference.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype mostOffers = 82;
constexpr qsizetype mostRooms = 64;
constexpr qsizetype mostMetaBytes = 4096;
constexpr qsizetype mostTopicBytes = 512;
constexpr int largestGroup = 1000;
constexpr qsizetype longestToken = 64;

/// What is no UTF-8 in a handshake becomes U+FFFD.
constexpr qsizetype bytesOfAByte = 3;

bool areAll(const QList<RoomName>& rooms, bool (*isGood)(const RoomName&))
{
    return rooms.size() <= mostRooms && std::all_of(rooms.begin(), rooms.end(), isGood);
}

bool isTopic(const RoomName& topic)
{
    return !topic.isEmpty() && topic.isValidUtf16() && topic.toUtf8().size() <= mostTopicBytes;
}

/// 20 bytes in hexadecimal digits.
bool isHex(const QString& id)
{
    constexpr qsizetype digits = 40;
    return id.size() == digits && std::all_of(id.begin(), id.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
}

bool isWord(const QString& name)
{
    return isName(name) && !name.isEmpty()
        && std::none_of(name.begin(), name.end(), [](QChar c) { return c.isSpace(); });
}

/// What stands under a key, as QJsonDocument reads it.
QJsonValue valueIn(QByteArrayView text, const QString& key)
{
    return JsonReference::valueOf(text).value_or(QJsonValue()).toObject().value(key);
}

QList<RoomName> topicsIn(QByteArrayView text)
{
    QList<RoomName> topics;
    const QJsonArray array = valueIn(text, u"topics"_qs).toArray();
    for (const QJsonValue& value : array) {
        const QString topic = JsonReference::textOf(value);
        if (!topic.isEmpty()) {
            topics.append(topic);
        }
    }
    return topics;
}

/// Whether these are the topics in the text, in their order, but for some that are long: how long
/// one is counts as it was written, which is at most six times of what it is.
bool areTopicsIn(QByteArrayView text, const QList<RoomName>& rooms)
{
    constexpr qsizetype surelyShort = YWebrtc::MaxTopicBytes / 6;
    auto room = rooms.begin();
    const QList<RoomName> topics = topicsIn(text);
    for (const RoomName& topic : topics) {
        if (room != rooms.end() && *room == topic) {
            ++room;
        } else if (topic.size() <= surelyShort) {
            return false;
        }
    }
    return room == rooms.end();
}

QList<RoomName> swarmsIn(QByteArrayView text)
{
    QList<RoomName> swarms;
    const QJsonValue which = valueIn(text, u"info_hash"_qs);
    const QJsonArray array = which.isString() ? QJsonArray{which} : which.toArray();
    for (const QJsonValue& value : array) {
        swarms.append(QString::fromLatin1(value.toString().toLatin1().toHex()));
    }
    return swarms;
}

/// Says what is wrong with the names and numbers of a command.
struct Bounds
{
    Language language;
    QByteArrayView text;

    QString operator()(const Join& join) const
    {
        const bool isLine = language == Languages::GstSimple;
        const qsizetype suffix = join.groupOf == 0 ? 0 : QByteArrayView("?next=1000").size();
        const bool isGood = (isLine ? isWord(join.id) : isName(join.id))
            && isName(join.nick.value_or(QString()))
            && (!join.room || (isLine ? isWord(*join.room) : isName(*join.room, 128 + suffix)))
            && join.secret.size() <= bytesOfAByte * text.size() && isName(join.pin)
            && QString::fromUtf8(join.resume).size() <= longestToken && join.groupOf >= 0
            && join.groupOf <= largestGroup;
        return isGood ? QString() : u"a join is out of its bounds"_qs;
    }
    QString operator()(const Enter& enter) const
    {
        return areAll(enter.rooms, isTopic) && areTopicsIn(text, enter.rooms)
                && isName(enter.nick.value_or(QString()))
            ? QString()
            : u"topics to hear are out of their bounds"_qs;
    }
    QString operator()(const Exit& exit) const
    {
        return areAll(exit.rooms, isTopic) && areTopicsIn(text, exit.rooms)
            ? QString()
            : u"topics are out of their bounds"_qs;
    }
    QString operator()(const SendToPeer& send) const
    {
        return isName(send.receiver) ? QString() : u"a receiver is out of its bounds"_qs;
    }
    QString operator()(const SendToRoom& send) const
    {
        return !send.room || isTopic(*send.room) ? QString() : u"a topic is out of its bounds"_qs;
    }
    QString operator()(const Announce& announce) const
    {
        const bool isGood = isHex(announce.swarm) && isHex(announce.as)
            && isName(announce.nick.value_or(QString())) && announce.offers.size() <= mostOffers;
        return isGood ? QString() : u"an announce is out of its bounds"_qs;
    }
    QString operator()(const Withdraw& withdraw) const
    {
        return isHex(withdraw.swarm) && isHex(withdraw.as)
            ? QString()
            : u"a withdrawal is out of its bounds"_qs;
    }
    QString operator()(const SendInSwarm& send) const
    {
        return isHex(send.swarm) && isHex(send.as) && isHex(send.receiver)
            ? QString()
            : u"an answer in a swarm is out of its bounds"_qs;
    }
    QString operator()(const Count& count) const
    {
        return areAll(count.swarms, isHex) && count.swarms == swarmsIn(text)
            ? QString()
            : u"swarms are out of their bounds"_qs;
    }
    QString operator()(const Describe& describe) const
    {
        const QByteArray& meta = describe.profile.meta;
        const bool isGood = isName(describe.nick.value_or(QString()))
            && meta.size() <= mostMetaBytes
            && (meta.isEmpty() || (JsonReference::valueOf(meta) && !JsonReference::isLax(meta)));
        return isGood ? QString() : u"a description is out of its bounds"_qs;
    }
    QString operator()(const Pair& pair) const
    {
        const bool isGood
            = language == Languages::GstSimple ? isWord(pair.partner) : isName(pair.partner);
        return isGood ? QString() : u"a partner is out of its bounds"_qs;
    }
    QString operator()(const SendToPartner& send) const
    {
        return isName(send.pairing) ? QString() : u"a pairing is out of its bounds"_qs;
    }
    QString operator()(const Unpair& unpair) const
    {
        return isName(unpair.pairing) ? QString() : u"a pairing is out of its bounds"_qs;
    }
    QString operator()(const Leave&) const { return {}; }
    QString operator()(const List&) const { return {}; }
    QString operator()(const Heartbeat&) const { return {}; }
};

QList<Message> messagesIn(const Command& command)
{
    return std::visit(
        [](const auto& wish) -> QList<Message> {
            if constexpr (requires { wish.message; }) {
                return {wish.message};
            } else if constexpr (requires { wish.offers; }) {
                return wish.offers;
            } else {
                return {};
            }
        },
        command);
}

QString complaintAboutMessages(const QList<Message>& messages, QByteArrayView text)
{
    qsizetype bytes = 0;
    for (const Message& message : messages) {
        if (message.bytes.size() > text.size() + MaxGrowth) {
            return u"a message is longer than what it was made of"_qs;
        }
        if (message.splice < -1 || message.splice > message.bytes.size()) {
            return u"a splice lies outside its message"_qs;
        }
        bytes += message.bytes.size();
    }
    return bytes > text.size() + MaxGrowth + messages.size() * MaxOfferGrowth
        ? u"the messages are longer than what they were made of"_qs
        : QString();
}

QString complaintAboutFault(const Fault& fault)
{
    if (fault.code < FaultCode::NotJson || fault.code >= FaultCode::Count) {
        return u"there is no such fault"_qs;
    }
    return fault.detail.size() > MaxDetail ? u"the fault says too much"_qs : QString();
}

} // namespace

bool isName(const QString& text, qsizetype mostBytes)
{
    return text.isValidUtf16() && JsonReference::sizeOf(text) <= mostBytes;
}

QString complaintAboutReading(Language language, const Reading& reading, QByteArrayView text)
{
    if (const auto* fault = std::get_if<Fault>(&reading)) {
        return complaintAboutFault(*fault);
    }
    const auto& command = std::get<Command>(reading);
    const QString complaint = std::visit(Bounds{language, text}, command);
    return complaint.isEmpty() ? complaintAboutMessages(messagesIn(command), text) : complaint;
}

} // namespace Signalbox
