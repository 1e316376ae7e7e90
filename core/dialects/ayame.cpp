// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/ayame.h"

#include "core/dialects/ayamereader.h"
#include "core/dialects/farewell.h"
#include "core/json/build.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace Signalbox {

namespace {

constexpr int Standalone = 1; ///< the version that hears no bye

/// The lowest bits as so many digits of Crockford's Base 32.
void appendDigits(QString& id, quint64 bits, int count)
{
    constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr int bitsPerDigit = 5;
    for (int i = count - 1; i >= 0; --i) {
        id += QLatin1Char(alphabet[(bits >> (i * bitsPerDigit)) & 0x1f]);
    }
}

QByteArray rejection(const QString& reason)
{
    QByteArray json = QByteArrayLiteral("{\"type\":\"reject\"");
    Json::appendMember(json, "reason", reason);
    json += '}';
    return json;
}

/// Only a registration is answered. The rest ends without a word, as it does with the original.
QByteArray write(const Refused& refused)
{
    switch (refused.fault.code) {
    case FaultCode::RoomFull:
        return rejection(QStringLiteral("full"));
    case FaultCode::MissingKey:
        return rejection(QStringLiteral("MissingRoomID"));
    case FaultCode::TooLong:
        return rejection(QStringLiteral("TooLong"));
    case FaultCode::WrongType:
        return rejection(QStringLiteral("InvalidJSON"));
    case FaultCode::HubHasTooManyRooms:
        return rejection(Farewell::toRefused(refused.fault.code));
    default: {
        const QString words = Farewell::toTurnedAway(refused.fault.code);
        return words.isEmpty() ? QByteArray() : rejection(words);
    }
    }
}

QByteArray write(const Ended& ended, int version)
{
    if (const QString words = Farewell::toEnded(ended); !words.isEmpty()) {
        return rejection(words);
    }
    return ended.why == Departure::PartnerLeft && version != Standalone
        ? QByteArrayLiteral("{\"type\":\"bye\"}")
        : QByteArray();
}

QByteArray write(const Welcomed& welcomed, const QByteArray& iceServers)
{
    QByteArray json = QByteArrayLiteral("{\"type\":\"accept\"");
    Json::appendMember(json, "connectionId", welcomed.self.id);
    if (!iceServers.isEmpty()) {
        Json::appendKey(json, "iceServers");
        json += iceServers;
    }
    const QByteArrayView isSecond = welcomed.others.isEmpty() ? "false" : "true";
    for (const char* key : {"isExistClient", "isExistUser"}) {
        Json::appendKey(json, key);
        json += isSecond;
    }
    json += '}';
    return json;
}

} // namespace

Ayame::Ayame(const DialectSettings& settings)
    : m_iceServers(settings.iceServers)
{ }

QString Ayame::name() const
{
    return QStringLiteral("Ayame");
}

RealmPolicy Ayame::policy() const
{
    RealmPolicy policy;
    policy.refusedJoinEnds = true;
    policy.hasDefaultRoom = false;
    policy.seats = 2;
    policy.departureEndsRoom = true;
    policy.identity = IdentityTrait::Nick | IdentityTrait::Room;
    return policy;
}

PeerId Ayame::freshId() const
{
    constexpr int timeDigits = 10;
    constexpr int randomDigits = 8; // of each of two numbers
    PeerId id;
    appendDigits(id, quint64(QDateTime::currentMSecsSinceEpoch()), timeDigits);
    for (int half = 0; half < 2; ++half) {
        appendDigits(id, QRandomGenerator::system()->generate64(), randomDigits);
    }
    return id;
}

Opening Ayame::open(const Handshake&) const
{
    return {std::make_unique<AyameReader>(), {}, std::nullopt};
}

QByteArray Ayame::write(const Event& event, int version) const
{
    if (const auto* delivered = std::get_if<Delivered>(&event)) {
        return delivered->message.bytes;
    }
    if (const auto* welcomed = std::get_if<Welcomed>(&event)) {
        return Signalbox::write(*welcomed, m_iceServers);
    }
    if (const auto* refused = std::get_if<Refused>(&event)) {
        return Signalbox::write(*refused);
    }
    if (const auto* ended = std::get_if<Ended>(&event)) {
        return Signalbox::write(*ended, version);
    }
    return {};
}

std::optional<Closing> Ayame::closing(const Ended& ended) const
{
    const bool isTurnedAway = ended.fault && !Farewell::toTurnedAway(*ended.fault).isEmpty();
    if (ended.why == Departure::PartnerLeft || (ended.why == Departure::Refused && !isTurnedAway)) {
        return Closing{};
    }
    return std::nullopt;
}

Dialect::Pulse Ayame::pulse(int version) const
{
    if (version == Standalone) {
        return {};
    }
    return {QByteArrayLiteral("{\"type\":\"ping\"}"), std::chrono::seconds(5)};
}

} // namespace Signalbox
