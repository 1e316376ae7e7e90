// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/dialogue.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

QString text(const Identity& identity)
{
    return identity.id + u'(' + identity.nick + u')';
}

QString text(const std::optional<RoomName>& room)
{
    if (!room) {
        return QStringLiteral("no room");
    }
    return QStringLiteral("in ") + (room->isEmpty() ? QStringLiteral("the default") : *room);
}

QString text(QList<PeerNumber> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    QStringList words;
    for (PeerNumber number : numbers) {
        words.append(QString::number(quint64(number)));
    }
    return words.join(u',');
}

struct Describer
{
    QString operator()(const Welcomed& event) const
    {
        QStringList others;
        for (const Identity& other : event.others) {
            others.append(text(other));
        }
        return QStringLiteral("welcomed %1 %2 [%3]")
            .arg(text(event.self), text(std::optional(event.room)), others.join(u' '));
    }
    QString operator()(const Arrived& event) const
    {
        return QStringLiteral("arrived ") + text(event.peer);
    }
    QString operator()(const Changed& event) const
    {
        return QStringLiteral("changed ") + text(event.peer);
    }
    QString operator()(const Departed& event) const
    {
        return QStringLiteral("departed ") + text(event.peer);
    }
    QString operator()(const Delivered& event) const
    {
        return text(event.sender) + QStringLiteral(" says ")
            + QString::fromUtf8(event.message.bytes);
    }
    QString operator()(const Refused& event) const
    {
        return QStringLiteral("refused %1 %2")
            .arg(Dialogue::name(event.fault.code), event.fault.detail)
            .trimmed();
    }
    QString operator()(const Ended& event) const
    {
        return QStringLiteral("ended %1 %2").arg(Dialogue::name(event.why), event.reason).trimmed();
    }
};

} // namespace

Dialogue::Dialogue()
    : m_core(m_clock, [this] { return QStringLiteral("auto%1").arg(++m_lastId); })
{
    connectSignals();
}

void Dialogue::connectSignals()
{
    connect(&m_core, &SignalCore::deliver, this,
        [this](const Event& event, const QList<PeerNumber>& recipients) {
            if (!recipients.isEmpty()) {
                m_told.append(text(recipients) + QStringLiteral(": ") + describe(event));
            }
        });
    connect(&m_core, &SignalCore::probeWanted, this, [this](PeerNumber owner) {
        m_told.append(text(QList<PeerNumber>{owner}) + QStringLiteral(": probe"));
    });
    const auto number = [](const Peer& peer) { return quint64(peer.number); };
    connect(&m_core, &SignalCore::arrived, this, [this, number](const Peer& peer) {
        m_facts.append(QStringLiteral("arrived %1 %2").arg(number(peer)).arg(text(peer.identity)));
    });
    connect(&m_core, &SignalCore::changed, this, [this, number](const Peer&, const Peer& peer) {
        m_facts.append(QStringLiteral("changed %1 %2 %3")
                           .arg(number(peer))
                           .arg(text(peer.identity), text(peer.room)));
    });
    connect(&m_core, &SignalCore::departed, this,
        [this, number](const Peer& peer, Departure why, const QString& reason) {
            m_facts.append(QStringLiteral("departed %1 %2 %3")
                               .arg(number(peer))
                               .arg(name(why), reason)
                               .trimmed());
        });
    connect(&m_core, &SignalCore::relayed, this, [this](PeerNumber sender, qsizetype receivers) {
        m_facts.append(QStringLiteral("relayed %1 to %2").arg(quint64(sender)).arg(receivers));
    });
    connect(
        &m_core, &SignalCore::refused, this, [this, number](const Peer& peer, const Fault& fault) {
            m_facts.append(QStringLiteral("refused %1 %2").arg(number(peer)).arg(name(fault.code)));
        });
}

void Dialogue::open(int count, const Realm& realm)
{
    for (int i = 0; i < count; ++i) {
        m_core.open(PeerNumber(++m_lastNumber), {realm, {}, {}, 0, {}});
    }
}

void Dialogue::say(int number, const QString& words)
{
    m_core.handle(PeerNumber(number), command(words));
}

void Dialogue::vanish(int number, Departure why)
{
    m_core.closed(PeerNumber(number), why);
}

void Dialogue::dismiss(int number, Departure why, const QString& reason)
{
    m_core.dismiss(PeerNumber(number), why, reason);
}

void Dialogue::pass(std::chrono::milliseconds time)
{
    m_clock.advance(time);
    m_core.settleClaims();
}

Command Dialogue::command(const QString& words)
{
    const QString verb = words.section(u' ', 0, 0);
    if (verb == QLatin1String("leave")) {
        return Leave{};
    }
    if (verb == QLatin1String("tell")) {
        return SendToPeer{words.section(u' ', 1, 1), {words.section(u' ', 2).toUtf8()}};
    }
    if (verb == QLatin1String("tell-all")) {
        return SendToRoom{{words.section(u' ', 1).toUtf8()}};
    }
    Join join;
    const QStringList fields = words.section(u' ', 1).split(u' ', Qt::SkipEmptyParts);
    for (const QString& field : fields) {
        const QString key = field.section(u'=', 0, 0);
        const QString value = field.section(u'=', 1);
        if (key == QLatin1String("id")) {
            join.id = value;
        } else if (key == QLatin1String("nick")) {
            join.nick = value;
        } else {
            join.room = value;
        }
    }
    return join;
}

QString Dialogue::describe(const Event& event)
{
    return std::visit(Describer(), event);
}

QString Dialogue::name(Departure why)
{
    constexpr std::array names{"Left", "Lost", "Kicked", "Silent", "TooSlow", "Flooding",
        "Replaced", "BrokeProtocol", "HubStopped"};
    return QLatin1String(names.at(size_t(why)));
}

QString Dialogue::name(FaultCode code)
{
    constexpr std::array names{"not-json", "not-an-object", "no-type", "duplicate-key",
        "wrong-type", "too-long", "too-deep", "reserved-type", "id-taken", "unknown-receiver",
        "receiver-required", "not-in-room"};
    return QLatin1String(names.at(size_t(code)));
}

} // namespace Signalbox
