// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/peerjs.h"

#include "core/dialects/envelope.h"
#include "core/dialects/farewell.h"
#include "core/json/build.h"
#include "core/json/decode.h"
#include "core/json/write.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

using Envelope::faultAt;

enum Key
{
    Type,
    Dst,
    Payload,
    KeyCount
};
constexpr std::array<QByteArrayView, KeyCount> keyNames{"type", "dst", "payload"};

/// What goes from one peer to another.
struct Relayed
{
    const char* type;
    bool keep; ///< for somebody who has yet to come
    bool isLeave; ///< says something without an addressee, too
};
constexpr std::array relayedTypes{
    Relayed{"OFFER", true, false},
    Relayed{"ANSWER", true, false},
    Relayed{"CANDIDATE", true, false},
    Relayed{"LEAVE", false, true},
    Relayed{"EXPIRE", false, false},
};

/// What the addressee will get, but for the sender's id.
Message prepared(const char* type, QByteArrayView text, const Json::Scan& scan)
{
    const Json::Member& payload = scan.members[Payload];
    Message message;
    message.bytes = "{\"type\":\"";
    message.bytes += type;
    message.bytes += '"';
    Json::appendKey(message.bytes, "src");
    message.splice = message.bytes.size();
    Json::appendKey(message.bytes, "dst");
    message.bytes += scan.members[Dst].value(text);
    if (payload) {
        Json::appendKey(message.bytes, "payload");
        message.bytes += payload.value(text);
    }
    message.bytes += '}';
    return message;
}

Reading readRelayed(const Relayed& relayed, QByteArrayView text, const Json::Scan& scan)
{
    Envelope::Name name = Envelope::readName(text, scan.members[Dst], keyNames[Dst]);
    if (auto* fault = std::get_if<Fault>(&name)) {
        return std::move(*fault);
    }
    auto& receiver = std::get<std::optional<QString>>(name);
    if (receiver && !receiver->isEmpty()) {
        return SendToPeer{std::move(*receiver), prepared(relayed.type, text, scan), relayed.keep};
    }
    if (relayed.isLeave) {
        return Leave{};
    }
    return Fault{FaultCode::ReceiverRequired, {}};
}

/// Without state.
class PeerJsReader final : public DialectReader
{
public:
    Reading read(QByteArrayView text, const Standing&) override
    {
        const auto scanned = Envelope::scan(text, keyNames);
        if (const auto* fault = std::get_if<Fault>(&scanned)) {
            return *fault;
        }
        const auto& scan = std::get<Json::Scan>(scanned);
        if (auto fault = Envelope::findDuplicate(scan, keyNames)) {
            return *fault;
        }
        if (!scan.members[Type] || scan.members[Type].kind != Json::Kind::String) {
            return Fault{FaultCode::NoType, {}};
        }
        const QByteArrayView type = scan.members[Type].value(text);
        if (Json::isText(type, "HEARTBEAT")) {
            return Heartbeat{};
        }
        const auto relayed = std::find_if(relayedTypes.begin(), relayedTypes.end(),
            [type](const Relayed& candidate) { return Json::isText(type, candidate.type); });
        if (relayed == relayedTypes.end()) {
            return Envelope::unknownType(type);
        }
        return readRelayed(*relayed, text, scan);
    }
};

Fault fatal(FaultCode code, const char* key)
{
    return {code, QString::fromLatin1(key), true};
}

/// What somebody says by connecting with these.
Reading greeting(const QString& key, const QString& id, const QString& token)
{
    if (key.isEmpty() || id.isEmpty() || token.isEmpty()) {
        return fatal(FaultCode::MissingKey, key.isEmpty() ? "key" : id.isEmpty() ? "id" : "token");
    }
    if (key.toUtf8().size() > Envelope::MaxNameBytes) {
        return fatal(FaultCode::TooLong, "key");
    }
    if (Envelope::isTooLong(id)) {
        return fatal(FaultCode::TooLong, "id");
    }
    Join join;
    join.id = id;
    join.secret = token.toUtf8();
    return join;
}

QByteArray withWords(const char* type, const QString& words)
{
    QByteArray json = "{\"type\":\"";
    json += type;
    json += "\",\"payload\":{\"msg\":";
    Json::appendString(json, words);
    return json + "}}";
}

QByteArray error(const QString& words)
{
    return withWords("ERROR", words);
}

/// Says what there are words for; the rest is silence.
struct Writer
{
    QByteArray operator()(const Welcomed&) const { return R"({"type":"OPEN"})"; }

    QByteArray operator()(const Delivered& delivered) const
    {
        const Message& message = delivered.message;
        return Json::withString(message.bytes, message.splice, delivered.sender.id);
    }

    QByteArray operator()(const Undeliverable& lost) const
    {
        QByteArray json = R"({"type":"EXPIRE")";
        Json::appendMember(json, "src", lost.receiver);
        Json::appendMember(json, "dst", lost.self.id);
        return json + '}';
    }

    /// The client gives up its connection at any ERROR, so that none goes to somebody who may stay.
    QByteArray operator()(const Refused& refused) const
    {
        const Fault& fault = refused.fault;
        if (fault.code == FaultCode::IdTaken) {
            return withWords("ID-TAKEN", QStringLiteral("ID is taken"));
        }
        if (const QString words = Farewell::toTurnedAway(fault.code); !words.isEmpty()) {
            return error(words);
        }
        if (!fault.fatal) {
            return {};
        }
        return error(fault.code == FaultCode::TooLong
                ? QStringLiteral("The %1 is too long").arg(fault.detail)
                : QStringLiteral("No id, token, or key supplied to websocket server"));
    }

    QByteArray operator()(const Ended& ended) const
    {
        const QString words = Farewell::toEnded(ended);
        return words.isEmpty() ? QByteArray() : error(words);
    }

    template <typename Other>
    QByteArray operator()(const Other&) const
    {
        return {};
    }
};

} // namespace

QString PeerJs::name() const
{
    return QStringLiteral("PeerJS");
}

RealmPolicy PeerJs::policy() const
{
    RealmPolicy policy;
    policy.refusedJoinEnds = true;
    policy.leavingFreesId = true;
    policy.keepsMail = true;
    policy.identity = IdentityTrait::Id;
    return policy;
}

Opening PeerJs::open(const Handshake& handshake) const
{
    const QString key = handshake.item("key").value_or(QString());
    const QString id = handshake.item("id").value_or(QString());
    const QString token = handshake.item("token").value_or(QString());
    Reading first = greeting(key, id, token);
    const bool understood = std::holds_alternative<Command>(first);
    return {std::make_unique<PeerJsReader>(), understood ? key.toUtf8() : QByteArray(),
        std::move(first)};
}

QByteArray PeerJs::write(const Event& event, int) const
{
    return std::visit(Writer(), event);
}

} // namespace Signalbox
