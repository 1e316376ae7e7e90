// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/wording.h"

#include "tests/support/dialogue.h"

#include <QHash>

#include <algorithm>

namespace Signalbox::Wording {

namespace {

const std::array roleNames{std::pair{Role::Producer, u"producer"_qs},
    std::pair{Role::Consumer, u"consumer"_qs}, std::pair{Role::Listener, u"listener"_qs}};

QString name(const RoomName& room)
{
    return room.isEmpty() ? u"the default"_qs : room;
}

QString text(const Identity& identity)
{
    return identity.id + u'(' + identity.nick + u')';
}

/// What was said, behind something else.
QString behind(const Message& message)
{
    return message.bytes.isEmpty() ? QString() : u": "_qs + QString::fromUtf8(message.bytes);
}

QString text(const Identity& identity, const Profile& profile)
{
    QStringList words;
    for (const auto& [role, word] : roleNames) {
        if (profile.roles.testFlag(role)) {
            words.append(word);
        }
    }
    QString all = text(identity);
    if (!words.isEmpty()) {
        all += u" as "_qs + words.join(u',');
    }
    return profile.meta.isEmpty() ? all : all + u" with "_qs + QString::fromUtf8(profile.meta);
}

struct Writer
{
    QString operator()(const Welcomed& event) const
    {
        QStringList others;
        for (const Identity& other : event.others) {
            others.append(text(other));
        }
        const QString token
            = event.resume.isEmpty() ? QString() : u", token "_qs + QString::fromUtf8(event.resume);
        return u"welcomed %1%2 %3 [%4]%5"_qs.arg(event.resumed ? u"back "_qs : QString(),
            text(event.self), event.room ? u"in "_qs + name(*event.room) : u"no room"_qs,
            others.join(u' '), token);
    }
    QString operator()(const Arrived& event) const { return u"arrived "_qs + text(event.peer); }
    QString operator()(const Changed& event) const
    {
        return u"changed "_qs + text(event.peer, event.profile);
    }
    QString operator()(const Departed& event) const
    {
        return u"departed "_qs + text(event.peer, event.profile);
    }
    QString operator()(const Delivered& event) const
    {
        return text(event.sender) + u" says "_qs + QString::fromUtf8(event.message.bytes);
    }
    QString operator()(const Undeliverable& event) const
    {
        return u"undeliverable from %1 to %2"_qs.arg(text(event.self), event.receiver);
    }
    QString operator()(const Counted& event) const
    {
        QString all = event.announced ? u"announced"_qs : u"counted"_qs;
        for (const Counted::Swarm& swarm : event.swarms) {
            all += u" %1=%2/%3"_qs.arg(swarm.name).arg(swarm.complete).arg(swarm.incomplete);
        }
        return all;
    }
    QString operator()(const Listed& event) const
    {
        QStringList entries;
        for (const Listed::Entry& entry : event.peers) {
            entries.append(text(entry.peer, entry.profile));
        }
        return u"listed [%1]"_qs.arg(entries.join(u' '));
    }
    QString operator()(const Paired& event) const
    {
        return u"paired %1 with %2%3%4"_qs.arg(event.id, text(event.partner),
                   event.asked ? u" as asked"_qs : QString(),
                   event.consumes ? u", consumes"_qs : QString())
            + behind(event.message);
    }
    QString operator()(const Unpaired& event) const
    {
        return u"unpaired %1 from %2"_qs.arg(event.id, text(event.partner)) + behind(event.message);
    }
    QString operator()(const Alive&) const { return u"alive"_qs; }
    QString operator()(const Refused& event) const
    {
        return u"refused %1 %2"_qs.arg(Dialogue::name(event.fault.code), event.fault.detail)
            .trimmed();
    }
    QString operator()(const Ended& event) const
    {
        const QString why = event.fault ? u" for "_qs + Dialogue::name(*event.fault) : QString();
        return u"ended %1%2 %3"_qs.arg(Dialogue::name(event.why), why, event.reason).trimmed();
    }
};

/// The words of a wish: "verb plain plain key=value".
class Words
{
public:
    explicit Words(const QString& words)
        : m_words(words)
    {
        const QStringList all = words.section(u' ', 1).split(u' ', Qt::SkipEmptyParts);
        for (const QString& word : all) {
            if (word.contains(u'=')) {
                m_items.insert(word.section(u'=', 0, 0), word.section(u'=', 1));
            } else {
                m_plain.append(word == QLatin1String("-") ? QString() : word);
            }
        }
    }

    const QStringList& plain() const { return m_plain; }
    QString word(int at) const { return m_plain.value(at); }
    Message from(int at) const { return {m_words.section(u' ', at + 1).toUtf8()}; }
    QString item(const char* key) const { return m_items.value(QLatin1String(key)); }
    std::optional<QString> maybe(const char* key) const
    {
        const auto found = m_items.constFind(QLatin1String(key));
        return found == m_items.constEnd() ? std::nullopt : std::optional(found.value());
    }

private:
    QString m_words;
    QStringList m_plain;
    QHash<QString, QString> m_items;
};

Roles rolesIn(const QString& words)
{
    Roles roles;
    for (const auto& [role, word] : roleNames) {
        roles.setFlag(role, words.split(u',').contains(word));
    }
    return roles;
}

Command announcement(const Words& words)
{
    Announce announce{words.word(0), words.item("as"), words.maybe("nick"),
        words.plain().contains(u"complete"_qs), {}};
    const QStringList offers = words.item("offers").split(u',', Qt::SkipEmptyParts);
    for (const QString& offer : offers) {
        announce.offers.append(Message{offer.toUtf8()});
    }
    return announce;
}

Command listing(const Words& words)
{
    List list;
    if (!words.plain().isEmpty()) {
        list.role = Role(rolesIn(words.word(0)).toInt());
    }
    return list;
}

using Making = Command (*)(const Words&);

const QHash<QString, Making> makings{
    {u"join"_qs,
        [](const Words& words) -> Command {
            return Join{words.item("id"), words.maybe("nick"), words.maybe("room"),
                words.item("secret").toUtf8(), words.item("resume").toUtf8(), words.item("pin"),
                words.item("group").toInt()};
        }},
    {u"leave"_qs, [](const Words&) -> Command { return Leave{}; }},
    {u"enter"_qs,
        [](const Words& words) -> Command {
            return Enter{words.plain(), words.maybe("nick")};
        }},
    {u"exit"_qs, [](const Words& words) -> Command { return Exit{words.plain()}; }},
    {u"describe"_qs,
        [](const Words& words) -> Command {
            return Describe{
                {rolesIn(words.word(0)), words.item("meta").toUtf8()}, words.maybe("nick")};
        }},
    {u"heartbeat"_qs, [](const Words&) -> Command { return Heartbeat{}; }},
    {u"tell"_qs,
        [](const Words& words) -> Command {
            return SendToPeer{words.word(0), words.from(1)};
        }},
    {u"tell-now"_qs,
        [](const Words& words) -> Command {
            return SendToPeer{words.word(0), words.from(1), false};
        }},
    {u"tell-all"_qs,
        [](const Words& words) -> Command {
            return SendToRoom{words.from(0), std::nullopt};
        }},
    {u"tell-room"_qs,
        [](const Words& words) -> Command {
            return SendToRoom{words.from(1), words.word(0)};
        }},
    {u"announce"_qs, announcement},
    {u"withdraw"_qs,
        [](const Words& words) -> Command {
            return Withdraw{words.word(0), words.item("as")};
        }},
    {u"tell-in"_qs,
        [](const Words& words) -> Command {
            return SendInSwarm{words.word(0), words.word(1), words.word(2), words.from(3)};
        }},
    {u"count"_qs, [](const Words& words) -> Command { return Count{words.plain()}; }},
    {u"list"_qs, listing},
    {u"pair"_qs,
        [](const Words& words) -> Command {
            return Pair{words.word(0), words.from(1)};
        }},
    {u"tell-partner"_qs,
        [](const Words& words) -> Command {
            return SendToPartner{words.word(0), words.from(1), false};
        }},
    {u"offer"_qs,
        [](const Words& words) -> Command {
            return SendToPartner{words.word(0), words.from(1), true};
        }},
    {u"unpair"_qs,
        [](const Words& words) -> Command {
            return Unpair{words.word(0), words.from(1)};
        }},
};

} // namespace

Command command(const QString& words)
{
    const Making make = makings.value(words.section(u' ', 0, 0));
    if (make == nullptr) {
        qFatal("There is no such wish: %s", qPrintable(words));
    }
    return make(Words(words));
}

QString text(const Event& event)
{
    return std::visit(Writer(), event);
}

QString text(const Peer& peer)
{
    QStringList rooms;
    for (const RoomName& room : peer.rooms) {
        rooms.append(name(room));
    }
    return text(peer.identity, peer.profile)
        + (rooms.isEmpty() ? u" no room"_qs : u" in "_qs + rooms.join(u','))
        + (peer.parked ? u", parked"_qs : QString()) + (peer.muted ? u", muted"_qs : QString())
        + (peer.away ? u", away"_qs : QString());
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

} // namespace Signalbox::Wording
