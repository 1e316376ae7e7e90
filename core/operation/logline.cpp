// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/logline.h"

#include "core/operation/jsonline.h"
#include "core/operation/words.h"

#include <algorithm>

namespace Signalbox {

namespace {

using std::chrono::milliseconds;

struct CauseWord
{
    QString operator()(std::monostate) const { return {}; }

    template <typename Cause>
    QString operator()(Cause cause) const
    {
        return wordFor(cause);
    }
};

QString causeWord(const Happening& happening)
{
    return std::visit(CauseWord(), happening.cause);
}

/// Whether detail repeats something that only the peer and the hub should know.
bool isSecret(const Happening& happening)
{
    const auto* code = std::get_if<FaultCode>(&happening.cause);
    constexpr FaultCode secrets[]
        = {FaultCode::PinRequired, FaultCode::WrongPin, FaultCode::PinLocked};
    return code != nullptr
        && std::find(std::begin(secrets), std::end(secrets), *code) != std::end(secrets);
}

/// The members come in the order of their names, which QJsonObject decides, with the time first.
QByteArray lineOf(const QJsonObject& members, Moment at, const BothClocks& clocks)
{
    const QString time = clocks.wallAt(at).toUTC().toString(Qt::ISODateWithMs);
    const qint64 steady = std::chrono::duration_cast<milliseconds>(at.time_since_epoch()).count();
    QByteArray line = "{\"time\":\"" + time.toLatin1() + "\",\"ms\":" + QByteArray::number(steady);
    const QByteArray rest = jsonLine(members);
    if (!members.isEmpty()) {
        line += ',' + rest.mid(1, rest.size() - 2);
    }
    return line + "}\n";
}

void addText(QJsonObject& members, const char* name, const QString& text)
{
    if (!text.isEmpty()) {
        members.insert(QLatin1String(name), cutText(text));
    }
}

} // namespace

BothClocks BothClocks::now()
{
    return {std::chrono::steady_clock::now(), QDateTime::currentDateTimeUtc()};
}

QDateTime BothClocks::wallAt(Moment moment) const
{
    return wall.addMSecs(std::chrono::duration_cast<milliseconds>(moment - steady).count());
}

QByteArray logLine(const Happening& happening, const BothClocks& clocks)
{
    QJsonObject members{{QStringLiteral("kind"), wordFor(happening.kind)}};
    if (happening.number != PeerNumber()) {
        members.insert(QStringLiteral("number"), qint64(happening.number));
    }
    addText(members, "id", happening.who.id);
    addText(members, "nick", happening.who.nick);
    addText(members, "former-nick", happening.formerNick);
    addText(members, "room", happening.room);
    addText(members, "dialect", happening.dialect);
    addText(members, "address", happening.address);
    addText(members, "cause", causeWord(happening));
    if (!isSecret(happening)) {
        addText(members, "detail", happening.detail);
    }
    if (happening.times != 1) {
        members.insert(QStringLiteral("times"), happening.times);
    }
    return lineOf(members, happening.at, clocks);
}

QByteArray omittedLine(const Happening& these, const BothClocks& clocks)
{
    QJsonObject members{{QStringLiteral("kind"), wordFor(Happening::Kind::Omitted)},
        {QStringLiteral("of"), wordFor(these.kind)}, {QStringLiteral("times"), these.times}};
    addText(members, "address", these.address);
    addText(members, "cause", causeWord(these));
    return lineOf(members, these.at, clocks);
}

QByteArray logLine(const QString& kind, const QJsonObject& details, const BothClocks& clocks)
{
    QJsonObject members = details;
    members.insert(QStringLiteral("kind"), kind);
    return lineOf(members, clocks.steady, clocks);
}

} // namespace Signalbox
