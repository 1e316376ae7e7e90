// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peercopy.h"

#include "ui/peers/peerentry.h"
#include "ui/peers/peertext.h"

#include <QStringList>

namespace Signalbox {

namespace {

/// Names as they are, numbers as other programs read them.
QString exactText(const PeerEntry& entry, PeerColumn column, Moment now)
{
    const Traffic& traffic = entry.row.link.traffic;
    switch (column) {
    case PeerColumn::Since:
        return QString::number(
            std::chrono::floor<std::chrono::seconds>(now - entry.row.peer.since).count());
    case PeerColumn::MessagesIn:
        return QString::number(traffic.messagesIn);
    case PeerColumn::MessagesOut:
        return QString::number(traffic.messagesOut);
    case PeerColumn::BytesIn:
        return QString::number(traffic.bytesIn);
    case PeerColumn::BytesOut:
        return QString::number(traffic.bytesOut);
    case PeerColumn::Rate:
        return QString::number(entry.rates.current(now));
    case PeerColumn::RoundTrip:
        return entry.row.link.roundTrip
            ? QString::number(static_cast<double>(entry.row.link.roundTrip->count()) / 1000.0)
            : QString();
    default:
        return cellText(entry, column, now);
    }
}

} // namespace

QString spreadsheetCell(const QString& text)
{
    static const QString dangerous = QStringLiteral("=+-@\t\r");
    QString cell = text;
    const bool isFormula = !cell.isEmpty() && dangerous.contains(cell.front());
    cell.replace(u'\t', u' ').replace(u'\r', u' ').replace(u'\n', u' ');
    return isFormula ? u'\'' + cell : cell;
}

QString rowsAsText(
    const QList<const PeerEntry*>& peers, const QList<PeerColumn>& columns, Moment now)
{
    QStringList lines;
    const auto addLine = [&](auto&& textOf) {
        QStringList cells;
        for (const PeerColumn column : columns) {
            cells += spreadsheetCell(textOf(column));
        }
        lines += cells.join(u'\t');
    };
    if (peers.size() > 1) {
        addLine([](PeerColumn column) { return columnTitle(column); });
    }
    for (const PeerEntry* peer : peers) {
        addLine([&](PeerColumn column) { return exactText(*peer, column, now); });
    }
    return lines.join(u'\n');
}

QString columnAsText(const QList<const PeerEntry*>& peers, PeerColumn column, Moment now)
{
    QStringList lines;
    for (const PeerEntry* peer : peers) {
        lines += exactText(*peer, column, now);
    }
    return lines.join(u'\n');
}

} // namespace Signalbox
