// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peertext.h"

#include "core/dialects/guides.h"
#include "ui/format.h"
#include "ui/plaintext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype roomsInDetail = 20;

std::chrono::seconds connectedFor(const PeerEntry& entry, Moment now)
{
    return std::chrono::floor<std::chrono::seconds>(now - entry.row.peer.since);
}

QString tooFastDetail(const PeerEntry& entry)
{
    const QString text = QCoreApplication::translate(
        "PeerText", "Too fast: it says more than its limits allow, and has been told so.");
    const quint64 dropped = entry.row.link.dropped;
    return dropped == 0 ? text
                        : text + u'\n'
            + QCoreApplication::translate("PeerText", "Messages of it that were dropped: %1")
                  .arg(formatCount(dropped));
}

QString stateDetail(const PeerEntry& entry)
{
    switch (entry.state) {
    case PeerState::Joined:
        return QCoreApplication::translate("PeerText", "Joined: it has said who it is.");
    case PeerState::NotJoined:
        return entry.dialect.isEmpty() ? QCoreApplication::translate(
                   "PeerText", "Not joined: connected, but it has said nothing yet.")
                                       : QCoreApplication::translate("PeerText",
                                           "Not joined: connected, but it has not said who it is.");
    case PeerState::NoRoom:
        return QCoreApplication::translate(
            "PeerText", "No room: it left its room and is still connected.");
    case PeerState::Slow:
        return QCoreApplication::translate("PeerText", "Slow: %1 wait to be read by it.")
            .arg(
                formatBytes(static_cast<quint64>(std::max<qint64>(0, entry.row.link.queuedBytes))));
    case PeerState::Refused:
        return QCoreApplication::translate("PeerText",
            "Refused: it was put out and came back. It stays connected, and nobody hears it.\n"
            "The page Banned lets it in again.");
    case PeerState::Away:
        return QCoreApplication::translate("PeerText",
            "Away: its connection broke, and it may come back as the one it was.\n"
            "The others in its room are not told for as long.");
    case PeerState::Muted:
        return QCoreApplication::translate("PeerText",
            "Muted: it stays and hears the others, but nothing that it says reaches anybody.");
    case PeerState::TooFast:
        return tooFastDetail(entry);
    case PeerState::Count:
        break;
    }
    return {};
}

QString stateText(const PeerEntry& entry)
{
    const quint64 dropped = entry.row.link.dropped;
    return entry.state == PeerState::TooFast && dropped > 0
        ? QCoreApplication::translate(
            "PeerText", "%1 (%2)", "a state, and how many messages were dropped")
              .arg(stateLabel(entry.state), formatCount(dropped))
        : stateLabel(entry.state);
}

QString addressDetail(const PeerEntry& entry)
{
    const Origin& origin = entry.row.peer.origin;
    QStringList lines{QCoreApplication::translate("PeerText", "%1, port %2")
                          .arg(isolated(entry.address), QString::number(origin.port))};
    lines += origin.encrypted
        ? QCoreApplication::translate("PeerText", "Encrypted on its way to the hub")
        : QCoreApplication::translate("PeerText", "Not encrypted");
    if (!origin.site.isEmpty()) {
        lines += QCoreApplication::translate("PeerText", "Web page %1")
                     .arg(isolated(plain(origin.site)));
    }
    return lines.join(u'\n');
}

QString dialectDetail(const PeerEntry& entry)
{
    return entry.dialect.isEmpty() ? QCoreApplication::translate("PeerText",
               "Not known yet: several protocols begin with silence.\n"
               "Its first message, or the address it connects to, tells which one it speaks.")
                                   : entry.dialect;
}

QString roomDetail(const PeerEntry& entry)
{
    QStringList lines = entry.rooms.mid(0, roomsInDetail);
    if (const auto more = static_cast<int>(entry.rooms.size() - lines.size()); more > 0) {
        lines += QCoreApplication::translate("PeerText", "and %Ln more", nullptr, more);
    }
    return lines.join(u'\n');
}

QString nameDetail(const PeerEntry& entry, bool nickIsShared)
{
    if (nickIsShared) {
        return QCoreApplication::translate(
            "PeerText", "%1\nAnother peer bears this nick too: look at the ID and the address.")
            .arg(isolated(entry.nick));
    }
    return entry.name == entry.id || entry.id.isEmpty()
        ? entry.name
        : QCoreApplication::translate("PeerText", "%1\nID %2")
              .arg(isolated(entry.name), isolated(entry.id));
}

QString exactBytes(quint64 bytes)
{
    return QCoreApplication::translate("PeerText", "%1 bytes").arg(formatCount(bytes));
}

} // namespace

QString stateLabel(PeerState state)
{
    switch (state) {
    case PeerState::Joined:
        return QCoreApplication::translate("PeerText", "Joined");
    case PeerState::NotJoined:
        return QCoreApplication::translate("PeerText", "Not joined");
    case PeerState::NoRoom:
        return QCoreApplication::translate("PeerText", "No room");
    case PeerState::Slow:
        return QCoreApplication::translate("PeerText", "Slow");
    case PeerState::Refused:
        return QCoreApplication::translate("PeerText", "Refused");
    case PeerState::Away:
        return QCoreApplication::translate("PeerText", "Away");
    case PeerState::Muted:
        return QCoreApplication::translate("PeerText", "Muted");
    case PeerState::TooFast:
        return QCoreApplication::translate("PeerText", "Too fast");
    case PeerState::Count:
        break;
    }
    return {};
}

QString stateIcon(PeerState state)
{
    switch (state) {
    case PeerState::Joined:
        return QStringLiteral("state-joined");
    case PeerState::NotJoined:
        return QStringLiteral("state-notjoined");
    case PeerState::NoRoom:
        return QStringLiteral("state-noroom");
    case PeerState::Slow:
        return QStringLiteral("state-slow");
    case PeerState::Refused:
        return QStringLiteral("state-refused");
    case PeerState::Away:
        return QStringLiteral("state-away");
    case PeerState::Muted:
        return QStringLiteral("state-muted");
    case PeerState::TooFast:
        return QStringLiteral("state-fast");
    case PeerState::Count:
        break;
    }
    return {};
}

QString unknownDialect()
{
    return QCoreApplication::translate("PeerText", "not known yet");
}

QString cellText(const PeerEntry& entry, PeerColumn column, Moment now)
{
    const Traffic& traffic = entry.row.link.traffic;
    switch (column) {
    case PeerColumn::State:
        return stateText(entry);
    case PeerColumn::Name:
        return entry.name;
    case PeerColumn::Dialect:
        return entry.dialect.isEmpty() ? unknownDialect() : entry.dialect;
    case PeerColumn::Id:
        return entry.id;
    case PeerColumn::Room:
        return entry.room;
    case PeerColumn::Address:
        return entry.address;
    case PeerColumn::Client:
        return entry.client;
    case PeerColumn::Since:
        return formatDuration(connectedFor(entry, now));
    case PeerColumn::MessagesIn:
        return formatCount(traffic.messagesIn);
    case PeerColumn::MessagesOut:
        return formatCount(traffic.messagesOut);
    case PeerColumn::BytesIn:
        return formatBytes(traffic.bytesIn);
    case PeerColumn::BytesOut:
        return formatBytes(traffic.bytesOut);
    case PeerColumn::Rate:
        return formatRate(entry.rates.current(now));
    case PeerColumn::RoundTrip:
        return formatRoundTrip(entry.row.link.roundTrip);
    case PeerColumn::Count:
        break;
    }
    return {};
}

QString cellDetail(const PeerEntry& entry, PeerColumn column, Moment now, bool nickIsShared)
{
    const Traffic& traffic = entry.row.link.traffic;
    switch (column) {
    case PeerColumn::State:
        return stateDetail(entry);
    case PeerColumn::Name:
        return nameDetail(entry, nickIsShared);
    case PeerColumn::Dialect:
        return dialectDetail(entry);
    case PeerColumn::Room:
        return roomDetail(entry);
    case PeerColumn::Client:
        return plain(entry.row.peer.origin.userAgent, 256);
    case PeerColumn::Since:
        return formatLongDuration(connectedFor(entry, now));
    case PeerColumn::BytesIn:
        return exactBytes(traffic.bytesIn);
    case PeerColumn::BytesOut:
        return exactBytes(traffic.bytesOut);
    case PeerColumn::Rate:
        return rateSentence(entry, now);
    case PeerColumn::Address:
        return addressDetail(entry);
    default:
        return cellText(entry, column, now);
    }
}

QString rowSentence(const PeerEntry& entry, Moment now, bool nickIsShared)
{
    QStringList parts{isolated(entry.name)};
    if (nickIsShared) {
        parts += QCoreApplication::translate("PeerText", "nick borne by several, ID %1")
                     .arg(isolated(entry.id));
    }
    if (!entry.room.isEmpty()) {
        parts += QCoreApplication::translate("PeerText", "room %1").arg(isolated(entry.room));
    }
    if (!entry.dialect.isEmpty() && entry.dialect != OwnDialect) {
        parts += entry.dialect;
    }
    parts += QCoreApplication::translate("PeerText", "connected for %1")
                 .arg(formatDuration(connectedFor(entry, now)));
    parts += stateText(entry);
    return parts.join(QCoreApplication::translate("PeerText", ", "));
}

QString rateSentence(const PeerEntry& entry, Moment now)
{
    const QList<quint32> values = entry.rates.values(now);
    const auto [least, most] = std::minmax_element(values.cbegin(), values.cend());
    return QCoreApplication::translate(
        "PeerText", "Last minute: %1 to %2 messages per second, %3 in the last second")
        .arg(formatCount(*least), formatCount(*most), formatCount(entry.rates.current(now)));
}

} // namespace Signalbox
