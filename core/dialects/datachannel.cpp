// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/datachannel.h"

#include "core/dialects/envelope.h"
#include "core/json/build.h"

#include <array>

namespace Signalbox {

namespace {

constexpr std::array<QByteArrayView, 1> keyNames{"id"};

/// Stands before the id where the owner of a client prefers to say which language it speaks.
constexpr char mount[] = "ldc";

/// The object without the id's value, which the sender's replaces.
Message prepared(QByteArrayView text, const Json::Scan& scan)
{
    const Json::Member& id = scan.members[0];
    Message message;
    message.bytes = text.sliced(scan.begin, id.valueBegin - scan.begin).toByteArray();
    message.splice = message.bytes.size();
    message.bytes += text.sliced(id.end, scan.end - id.end);
    return message;
}

/// Without state.
class DataChannelReader final : public DialectReader
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
        auto receiver = Envelope::readNeededName(text, scan.members[0], keyNames[0]);
        if (auto* fault = std::get_if<Fault>(&receiver)) {
            return std::move(*fault);
        }
        return SendToPeer{std::get<QString>(std::move(receiver)), prepared(text, scan)};
    }
};

Reading greeting(const QString& id)
{
    if (id.isEmpty()) {
        return Fault{FaultCode::MissingKey, QStringLiteral("id"), true};
    }
    if (Envelope::isTooLong(id)) {
        return Fault{FaultCode::TooLong, QStringLiteral("id"), true};
    }
    Join join;
    join.id = id;
    return join;
}

} // namespace

QString DataChannel::name() const
{
    return QStringLiteral("libdatachannel");
}

RealmPolicy DataChannel::policy() const
{
    RealmPolicy policy;
    policy.claim = RealmPolicy::Claim::Share;
    policy.identity = IdentityTrait::Id;
    return policy;
}

Opening DataChannel::open(const Handshake& handshake) const
{
    QByteArrayList segments = handshake.segments();
    if (segments.size() > 1 && segments.constFirst() == mount) {
        segments.removeFirst();
    }
    const QString id = segments.isEmpty() ? QString() : Handshake::decoded(segments.constFirst());
    return {std::make_unique<DataChannelReader>(), {}, greeting(id)};
}

QByteArray DataChannel::write(const Event& event, int) const
{
    const auto* delivered = std::get_if<Delivered>(&event);
    return delivered == nullptr ? QByteArray()
                                : Json::withString(delivered->message.bytes,
                                    delivered->message.splice, delivered->sender.id);
}

} // namespace Signalbox
