// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peertablemodel.h"

#include "ui/appearance.h"
#include "ui/icons.h"
#include "ui/peers/peertext.h"
#include "ui/plaintext.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <iterator>

namespace Signalbox {

namespace {

/// Each removal of a run costs every model and view above this one a pass over all rows.
constexpr int manyRuns = 32;

template <typename T>
int order(const T& a, const T& b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

/// Which entries have no row in the snapshot; both ascend by number.
template <typename Entries>
std::vector<bool> findDeparted(const Entries& entries, const std::vector<PeerRow>& rows)
{
    std::vector<bool> departed(entries.size());
    auto row = rows.cbegin();
    for (size_t i = 0; i < entries.size(); ++i) {
        while (row != rows.cend() && row->peer.number < entries[i]->number()) {
            ++row;
        }
        departed[i] = row == rows.cend() || row->peer.number != entries[i]->number();
    }
    return departed;
}

/// Words and shapes say the same.
QVariant foreground(const PeerEntry& peer, PeerColumn column)
{
    const QPalette palette = QGuiApplication::palette();
    if (column == PeerColumn::Dialect && peer.dialect.isEmpty()) {
        return palette.brush(QPalette::PlaceholderText);
    }
    if (column == PeerColumn::State
        && (peer.state == PeerState::TooFast || peer.state == PeerState::Slow)) {
        return QBrush(attentionColour(palette));
    }
    return {};
}

int countRuns(const std::vector<bool>& departed)
{
    int runs = 0;
    for (size_t i = 0; i < departed.size(); ++i) {
        runs += departed[i] && (i == 0 || !departed[i - 1]);
    }
    return runs;
}

} // namespace

PeerTableModel::PeerTableModel(QObject* parent)
    : QAbstractTableModel(parent)
{ }

void PeerTableModel::apply(const SnapshotPtr& snapshot)
{
    if (!snapshot || snapshot->sequence < m_sequence) {
        return;
    }
    m_sequence = snapshot->sequence;
    m_previous = m_now;
    m_now = snapshot->at;

    removeDeparted(snapshot->rows);
    const bool changed = updateKept(snapshot->rows);
    const bool added = appendNew(snapshot->rows);
    if (m_sharedNicksChanged && !m_entries.empty()) {
        const int column = static_cast<int>(PeerColumn::Name);
        Q_EMIT dataChanged(
            index(0, column), index(rowCount() - 1, column), {Qt::DecorationRole, Qt::ToolTipRole});
    }
    m_sharedNicksChanged = false;
    Q_EMIT applied(changed || added);
}

void PeerTableModel::removeDeparted(const std::vector<PeerRow>& rows)
{
    std::vector<bool> departed = findDeparted(m_entries, rows);
    const int runs = countRuns(departed);
    if (runs == 0) {
        return;
    }
    if (runs > manyRuns) {
        gatherAtEnd(departed);
        std::stable_partition(departed.begin(), departed.end(), [](bool gone) { return !gone; });
    }
    for (int last = static_cast<int>(departed.size()) - 1; last >= 0; --last) {
        if (!departed[static_cast<size_t>(last)]) {
            continue;
        }
        int first = last;
        while (first > 0 && departed[static_cast<size_t>(first) - 1]) {
            --first;
        }
        removeRun(first, last);
        last = first;
    }
}

void PeerTableModel::removeRun(int first, int last)
{
    beginRemoveRows({}, first, last);
    const auto begin = m_entries.begin() + first;
    const auto end = m_entries.begin() + last + 1;
    for (auto it = begin; it != end; ++it) {
        countNick((*it)->nickFold, -1);
    }
    m_entries.erase(begin, end);
    endRemoveRows();
}

void PeerTableModel::gatherAtEnd(const std::vector<bool>& departed)
{
    Q_EMIT layoutAboutToBeChanged();
    std::vector<int> newRow(departed.size());
    Entries gathered;
    gathered.reserve(m_entries.size());
    for (const bool wanted : {false, true}) {
        for (size_t i = 0; i < departed.size(); ++i) {
            if (departed[i] != wanted) {
                continue;
            }
            newRow[i] = static_cast<int>(gathered.size());
            gathered.push_back(std::move(m_entries[i]));
        }
    }
    m_entries = std::move(gathered);

    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& old : from) {
        to.append(index(newRow[static_cast<size_t>(old.row())], old.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

bool PeerTableModel::updateKept(const std::vector<PeerRow>& rows)
{
    int firstChanged = -1;
    int lastChanged = -1;
    bool countsInStates = false;
    for (size_t i = 0; i < m_entries.size(); ++i) {
        PeerEntry& entry = *m_entries[i];
        const PeerRow& row = rows[i];
        Q_ASSERT(entry.number() == row.peer.number);
        if (!isSameIdentity(entry.row, row)) {
            lastChanged = static_cast<int>(i);
            firstChanged = firstChanged < 0 ? lastChanged : firstChanged;
        }
        countsInStates |= entry.row.link.dropped != row.link.dropped;
        updateEntry(entry, row);
    }
    if (m_entries.empty()) {
        return false;
    }
    if (countsInStates) {
        const int column = static_cast<int>(PeerColumn::State);
        Q_EMIT dataChanged(
            index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole, Qt::ToolTipRole});
    }
    if (firstChanged >= 0) {
        Q_EMIT dataChanged(
            index(firstChanged, 0), index(lastChanged, static_cast<int>(lastIdentityColumn)));
    }
    Q_EMIT dataChanged(
        index(0, static_cast<int>(firstLiveColumn)), index(rowCount() - 1, peerColumnCount - 1));
    return firstChanged >= 0;
}

void PeerTableModel::updateEntry(PeerEntry& entry, const PeerRow& row)
{
    const quint64 before = entry.messages();
    if (isSameIdentity(entry.row, row)) {
        entry.row.link = row.link;
    } else {
        const QString fold = entry.nickFold;
        describe(entry, row);
        if (fold != entry.nickFold) {
            countNick(fold, -1);
            countNick(entry.nickFold, +1);
        }
    }
    if (entry.messages() > before) {
        entry.rates.add(m_previous, m_now, entry.messages() - before);
    }
}

bool PeerTableModel::appendNew(const std::vector<PeerRow>& rows)
{
    const size_t kept = m_entries.size();
    if (rows.size() <= kept) {
        return false;
    }
    beginInsertRows({}, static_cast<int>(kept), static_cast<int>(rows.size()) - 1);
    m_entries.reserve(rows.size());
    for (size_t i = kept; i < rows.size(); ++i) {
        auto entry = std::make_unique<PeerEntry>();
        describe(*entry, rows[i]);
        countNick(entry->nickFold, +1);
        // What it had sent before the window looked for the first time belongs to no known second.
        if (m_previous != Moment{} && rows[i].peer.since >= m_previous && entry->messages() > 0) {
            entry->rates.add(m_previous, m_now, entry->messages());
        }
        m_entries.push_back(std::move(entry));
    }
    endInsertRows();
    return true;
}

void PeerTableModel::countNick(const QString& fold, int change)
{
    if (fold.isEmpty()) {
        return;
    }
    int& count = m_nicks[fold];
    const bool wasShared = count > 1;
    count += change;
    m_sharedNicksChanged |= wasShared != (count > 1);
    if (count <= 0) {
        m_nicks.remove(fold);
    }
}

int PeerTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int PeerTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : peerColumnCount;
}

QVariant PeerTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PeerEntry& peer = entry(index.row());
    const auto column = static_cast<PeerColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(peer, column, m_now);
    case Qt::ToolTipRole:
        return tooltipText(cellDetail(peer, column, m_now, isNickShared(index.row())));
    case Qt::DecorationRole:
        if (column == PeerColumn::State) {
            return symbolicIcon(stateIcon(peer.state));
        }
        if (column == PeerColumn::Name && isNickShared(index.row())) {
            return symbolicIcon(QStringLiteral("same-nick"));
        }
        if (column == PeerColumn::Address && peer.row.peer.origin.encrypted) {
            return symbolicIcon(QStringLiteral("lock"));
        }
        return {};
    case Qt::ForegroundRole:
        return foreground(peer, column);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::AccessibleTextRole:
        if (index.column() == 0) {
            return rowSentence(peer, m_now, isNickShared(index.row()));
        }
        return column == PeerColumn::Rate ? rateSentence(peer, m_now) // a drawing has no text
                                          : cellText(peer, column, m_now);
    case Qt::AccessibleDescriptionRole:
        return cellDetail(peer, column, m_now, isNickShared(index.row()));
    case HistoryRole:
        return QVariant::fromValue(peer.rates.values(m_now));
    default:
        return {};
    }
}

QVariant PeerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= peerColumnCount) {
        return {};
    }
    const auto column = static_cast<PeerColumn>(section);
    switch (role) {
    case Qt::DisplayRole:
        return columnTitle(column);
    case Qt::ToolTipRole:
        return columnExplanation(column);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

const PeerEntry& PeerTableModel::entry(int row) const
{
    return *m_entries[static_cast<size_t>(row)];
}

Moment PeerTableModel::now() const
{
    return m_now;
}

int PeerTableModel::rowOf(PeerNumber number) const
{
    const auto it = std::lower_bound(m_entries.cbegin(), m_entries.cend(), number,
        [](const auto& entry, PeerNumber wanted) { return entry->number() < wanted; });
    if (it == m_entries.cend() || (*it)->number() != number) {
        return -1;
    }
    return static_cast<int>(std::distance(m_entries.cbegin(), it));
}

bool PeerTableModel::isNickShared(int row) const
{
    const QString& fold = entry(row).nickFold;
    return !fold.isEmpty() && m_nicks.value(fold) > 1;
}

int PeerTableModel::compare(PeerColumn column, int first, int second) const
{
    const PeerEntry& a = entry(first);
    const PeerEntry& b = entry(second);
    const LinkReading& linkA = a.row.link;
    const LinkReading& linkB = b.row.link;
    switch (column) {
    case PeerColumn::State:
        return order(a.state, b.state);
    case PeerColumn::Name:
        return a.nameKey.compare(b.nameKey);
    case PeerColumn::Dialect:
        return a.dialectKey.compare(b.dialectKey);
    case PeerColumn::Id:
        return a.idKey.compare(b.idKey);
    case PeerColumn::Room:
        return a.roomKey.compare(b.roomKey);
    case PeerColumn::Address:
        return a.addressKey.compare(b.addressKey);
    case PeerColumn::Client:
        return a.clientKey.compare(b.clientKey);
    case PeerColumn::Since:
        return order(b.row.peer.since, a.row.peer.since); // the earlier, the longer
    case PeerColumn::MessagesIn:
        return order(linkA.traffic.messagesIn, linkB.traffic.messagesIn);
    case PeerColumn::MessagesOut:
        return order(linkA.traffic.messagesOut, linkB.traffic.messagesOut);
    case PeerColumn::BytesIn:
        return order(linkA.traffic.bytesIn, linkB.traffic.bytesIn);
    case PeerColumn::BytesOut:
        return order(linkA.traffic.bytesOut, linkB.traffic.bytesOut);
    case PeerColumn::Rate:
        return order(a.rates.current(m_now), b.rates.current(m_now));
    case PeerColumn::RoundTrip:
        return order(linkA.roundTrip, linkB.roundTrip); // nothing measured comes first
    case PeerColumn::Count:
        break;
    }
    return 0;
}

} // namespace Signalbox
