// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/matchbox.h"

#include "core/dialects/envelope.h"
#include "core/json/build.h"
#include "core/json/write.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

enum RequestKey
{
    AskedToSignal,
    KeptAlive,
    RequestKeyCount
};
constexpr std::array<QByteArrayView, RequestKeyCount> requestNames{"Signal", "KeepAlive"};

enum SignalKey
{
    Receiver,
    Data,
    SignalKeyCount
};
constexpr std::array<QByteArrayView, SignalKeyCount> signalNames{"receiver", "data"};

/// Stands before the room where the owner of a client prefers to say which language it speaks.
constexpr char mount[] = "mb";

Message prepared(QByteArrayView data)
{
    Message message;
    message.bytes = R"({"Signal":{"sender":)";
    message.splice = message.bytes.size();
    Json::appendKey(message.bytes, "data");
    message.bytes += data;
    message.bytes += "}}";
    return message;
}

Reading readSignal(QByteArrayView signal)
{
    const Json::Scan scan = Json::scan(signal, signalNames, Envelope::MaxDepth);
    if (scan.verdict != Json::Scan::Verdict::Object) {
        return Envelope::faultAt(FaultCode::WrongType, requestNames[AskedToSignal]);
    }
    if (auto fault = Envelope::findDuplicate(scan, signalNames)) {
        return *fault;
    }
    auto receiver = Envelope::readNeededName(signal, scan.members[Receiver], signalNames[Receiver]);
    if (auto* fault = std::get_if<Fault>(&receiver)) {
        return std::move(*fault);
    }
    if (!scan.members[Data]) {
        return Envelope::faultAt(FaultCode::MissingKey, signalNames[Data]);
    }
    return SendToPeer{
        std::get<QString>(std::move(receiver)), prepared(scan.members[Data].value(signal))};
}

/// Without state.
class MatchboxReader final : public DialectReader
{
public:
    Reading read(QByteArrayView text, const Standing&) override
    {
        if (text.trimmed() == QByteArrayView("\"KeepAlive\"")) {
            return Heartbeat{};
        }
        const auto scanned = Envelope::scan(text, requestNames);
        if (const auto* fault = std::get_if<Fault>(&scanned)) {
            return *fault;
        }
        const auto& scan = std::get<Json::Scan>(scanned);
        if (auto fault = Envelope::findDuplicate(scan, requestNames)) {
            return *fault;
        }
        if (scan.members[AskedToSignal]) {
            return readSignal(scan.members[AskedToSignal].value(text));
        }
        if (scan.members[KeptAlive]) {
            return Heartbeat{};
        }
        return Envelope::faultAt(FaultCode::MissingKey, requestNames[AskedToSignal]);
    }
};

/// The room that a path names. A question mark in it is written as in a path: behind a bare one
/// stands the size of a group, and nobody is to slip into a group by a name.
QString roomOf(QByteArrayList segments)
{
    if (!segments.isEmpty() && segments.constFirst() == mount) {
        segments.removeFirst();
    }
    return Handshake::decoded(segments.join('/')).replace(u'?', QStringLiteral("%3F"));
}

/// How many make a group: 0 where the room is not split, which is also what nonsense means, and
/// nullopt where it is too many.
std::optional<int> groupOf(const QString& next)
{
    const bool isNumber = !next.isEmpty()
        && std::all_of(next.begin(), next.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber) {
        return 0;
    }
    bool fits = false;
    const int count = next.toInt(&fits);
    return fits && count <= Matchbox::MaxGroup ? std::optional(count) : std::nullopt;
}

Reading greeting(const Handshake& handshake)
{
    const QString room = roomOf(handshake.segments());
    if (Envelope::isTooLong(room)) {
        return Fault{FaultCode::TooLong, QStringLiteral("room"), true};
    }
    const auto group = groupOf(handshake.item("next").value_or(QString()));
    if (!group) {
        return Fault{FaultCode::BadName, QStringLiteral("next"), true};
    }
    Join join;
    join.room = *group == 0 ? room : room + QStringLiteral("?next=") + QString::number(*group);
    join.groupOf = *group;
    return join;
}

QByteArray announcement(QByteArray beginning, const PeerId& id)
{
    Json::appendString(beginning, id);
    return beginning + '}';
}

/// Says what there are words for; the rest is silence.
struct Writer
{
    QByteArray operator()(const Welcomed& welcomed) const
    {
        return announcement(R"({"IdAssigned":)", welcomed.self.id);
    }
    QByteArray operator()(const Arrived& arrived) const
    {
        return announcement(R"({"NewPeer":)", arrived.peer.id);
    }
    QByteArray operator()(const Departed& departed) const
    {
        return announcement(R"({"PeerLeft":)", departed.peer.id);
    }
    QByteArray operator()(const Delivered& delivered) const
    {
        const Message& message = delivered.message;
        return Json::withString(message.bytes, message.splice, delivered.sender.id);
    }

    template <typename Other>
    QByteArray operator()(const Other&) const
    {
        return {};
    }
};

} // namespace

QString Matchbox::name() const
{
    return QStringLiteral("matchbox");
}

RealmPolicy Matchbox::policy() const
{
    RealmPolicy policy;
    policy.presence = RealmPolicy::Presence::Room;
    policy.identity = IdentityTrait::Room | IdentityTrait::Program;
    return policy;
}

Opening Matchbox::open(const Handshake& handshake) const
{
    return {std::make_unique<MatchboxReader>(), {}, greeting(handshake)};
}

QByteArray Matchbox::write(const Event& event, int) const
{
    return std::visit(Writer(), event);
}

} // namespace Signalbox
