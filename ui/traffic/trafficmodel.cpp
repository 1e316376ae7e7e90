// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/traffic/trafficmodel.h"

#include "ui/format.h"
#include "ui/peername.h"
#include "ui/plaintext.h"
#include "ui/traffic/messagetext.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>

namespace Signalbox {

namespace {

using Direction = TrafficRecord::Direction;

constexpr qsizetype maxNameLength = 64;

char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

const Peer* find(const SnapshotPtr& snapshot, PeerNumber number)
{
    if (!snapshot) {
        return nullptr;
    }
    const auto& rows = snapshot->rows;
    const auto row = std::lower_bound(rows.cbegin(), rows.cend(), number,
        [](const PeerRow& one, PeerNumber wanted) { return one.peer.number < wanted; });
    return row != rows.cend() && row->peer.number == number ? &row->peer : nullptr;
}

QString shown(const QString& name)
{
    return isolated(plain(name, maxNameLength));
}

} // namespace

void TrafficModel::Store::add(Line line)
{
    bytes += line.record.bytes.size();
    lines.push_back(std::move(line));
}

void TrafficModel::Store::drop(size_t count)
{
    const auto end = lines.cbegin() + static_cast<std::ptrdiff_t>(count);
    for (auto line = lines.cbegin(); line != end; ++line) {
        bytes -= line->record.bytes.size();
    }
    lines.erase(lines.cbegin(), end);
}

size_t TrafficModel::Store::surplus() const
{
    size_t count = lines.size() - std::min(lines.size(), capacity);
    qsizetype kept = bytes;
    for (size_t i = 0; i < lines.size() && (i < count || kept > capacityBytes); ++i) {
        kept -= lines[i].record.bytes.size();
        count = std::max(count, i + 1);
    }
    return count;
}

void TrafficModel::know(const SnapshotPtr& snapshot)
{
    m_past = std::exchange(m_present, snapshot);
}

void TrafficModel::append(const TrafficBatch& batch)
{
    if (m_paused) {
        addTo(m_waiting, batch);
        const size_t surplus = m_waiting.surplus();
        m_waiting.drop(surplus);
        m_waitedTooLong += surplus;
        return;
    }
    const size_t first = m_kept.lines.size();
    addTo(m_kept, batch);
    showFrom(first);
}

void TrafficModel::setPaused(bool paused)
{
    m_paused = paused;
    if (paused || m_waiting.lines.empty()) {
        return;
    }
    const size_t first = m_kept.lines.size();
    if (m_waitedTooLong > 0) {
        m_kept.add({.record = {},
            .name = {},
            .time = m_waiting.lines.front().time,
            .omitted = std::exchange(m_waitedTooLong, 0)});
    }
    for (Line& line : m_waiting.lines) {
        m_kept.add(std::move(line));
    }
    m_waiting = {};
    showFrom(first);
}

void TrafficModel::setFilter(const QString& text)
{
    beginResetModel();
    m_filter = text;
    m_filterBytes = text.toUtf8();
    std::transform(m_filterBytes.cbegin(), m_filterBytes.cend(), m_filterBytes.begin(), folded);
    m_shown.clear();
    for (size_t i = 0; i < m_kept.lines.size(); ++i) {
        if (accepts(m_kept.lines[i])) {
            m_shown.push_back(m_first + i);
        }
    }
    endResetModel();
}

void TrafficModel::clear()
{
    beginResetModel();
    m_first += m_kept.lines.size();
    m_kept = {};
    m_waiting = {};
    m_waitedTooLong = 0;
    m_shown.clear();
    endResetModel();
}

void TrafficModel::addTo(Store& store, const TrafficBatch& batch) const
{
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    // The monotonic clock may stand still while the computer sleeps: it is compared to the wall
    // clock anew for each batch.
    const Moment now = std::chrono::steady_clock::now();
    const qint64 wallClock = QDateTime::currentMSecsSinceEpoch();
    for (const TrafficRecord& record : batch.records) {
        const qint64 age = duration_cast<milliseconds>(now - record.at).count();
        store.add({record, nameOf(record), wallClock - age, 0});
    }
    if (batch.omitted > 0) {
        store.add({{}, {}, wallClock, batch.omitted});
    }
}

/// Shows what was added to the kept lines behind so many of them.
void TrafficModel::showFrom(size_t first)
{
    const quint64 firstNew = m_first + first;
    removeSurplus();
    std::vector<quint64> accepted;
    const quint64 end = m_first + m_kept.lines.size();
    for (quint64 number = std::max(firstNew, m_first); number < end; ++number) {
        if (accepts(m_kept.lines[number - m_first])) {
            accepted.push_back(number);
        }
    }
    if (accepted.empty()) {
        return;
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(accepted.size()) - 1);
    m_shown.insert(m_shown.end(), accepted.cbegin(), accepted.cend());
    endInsertRows();
}

void TrafficModel::removeSurplus()
{
    const size_t surplus = m_kept.surplus();
    const auto kept = std::lower_bound(m_shown.cbegin(), m_shown.cend(), m_first + surplus);
    if (kept != m_shown.cbegin()) {
        beginRemoveRows({}, 0, static_cast<int>(kept - m_shown.cbegin()) - 1);
        m_shown.erase(m_shown.cbegin(), kept);
        endRemoveRows();
    }
    m_kept.drop(surplus);
    m_first += surplus;
}

QString TrafficModel::nameOf(const TrafficRecord& record) const
{
    if (record.peer == PeerNumber(0)) {
        return {};
    }
    const Peer* peer = find(m_present, record.peer);
    peer = peer ? peer : find(m_past, record.peer);
    if (record.peers > 1) {
        // In several rooms, it does not tell which of them heard it.
        return peer && peer->rooms.size() == 1 ? roomLabel(placeOf(*peer, peer->rooms.first()))
                                               : QString();
    }
    return peer ? readableName(*peer) : u'#' + QString::number(static_cast<quint64>(record.peer));
}

bool TrafficModel::accepts(const Line& line) const
{
    return m_filter.isEmpty() || contains(line.record.text())
        || line.name.contains(m_filter, Qt::CaseInsensitive)
        || readableName(line.record.speaker).contains(m_filter, Qt::CaseInsensitive);
}

bool TrafficModel::contains(QByteArrayView text) const
{
    return std::search(text.cbegin(), text.cend(), m_filterBytes.cbegin(), m_filterBytes.cend(),
               [](char in, char wanted) { return folded(in) == wanted; })
        != text.cend();
}

int TrafficModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int TrafficModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

const TrafficModel::Line& TrafficModel::lineAt(int row) const
{
    return m_kept.lines[m_shown[static_cast<size_t>(row)] - m_first];
}

QVariant TrafficModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell(lineAt(index.row()), column);
    case Qt::TextAlignmentRole:
        return column == Column::Size ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
        return column == Column::Text || column == Column::From || column == Column::To
            ? QVariant(tooltipText(withoutIsolates(cell(lineAt(index.row()), column))))
            : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? titleOf(index.row()) : cell(lineAt(index.row()), column);
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto column = static_cast<Column>(section);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && column == Column::Size) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Column::Time:
        return tr("Time");
    case Column::From:
        return tr("From");
    case Column::To:
        return tr("To");
    case Column::Kind:
        return tr("Kind");
    case Column::Size:
        return tr("Size");
    case Column::Text:
        return tr("Message");
    case Column::Count:
        break;
    }
    return {};
}

QString TrafficModel::cell(const Line& line, Column column) const
{
    const TrafficRecord& record = line.record;
    if (line.omitted > 0 && column != Column::Time) {
        return column != Column::Text ? QString()
                                      : tr("%1 more: too many at once to be shown", "messages")
                                            .arg(formatCount(line.omitted));
    }
    const bool isIn = record.direction == Direction::In;
    switch (column) {
    case Column::Time:
        return QDateTime::fromMSecsSinceEpoch(line.time).toString(QStringLiteral("HH:mm:ss.zzz"));
    case Column::From:
        return isIn                       ? shown(line.name)
            : record.speaker.id.isEmpty() ? tr("Hub")
                                          : shown(readableName(record.speaker));
    case Column::To:
        if (isIn) {
            return tr("Hub");
        }
        if (record.peers == 1) {
            return shown(line.name);
        }
        return line.name.isEmpty()
            ? tr("%Ln peer(s)", nullptr, record.peers)
            : tr("%1 (%2)", "a room, and how many in it got the message")
                  .arg(shown(line.name), formatCount(static_cast<quint64>(record.peers)));
    case Column::Kind: {
        const QString kind = messageKind(record.text());
        return kind.isEmpty() ? tr("text", "kind of a message without a type") : isolated(kind);
    }
    case Column::Size:
        return formatBytes(static_cast<quint64>(record.text().size()));
    case Column::Text:
        return messageExcerpt(record.text());
    case Column::Count:
        break;
    }
    return {};
}

QByteArrayView TrafficModel::messageAt(int row) const
{
    return lineAt(row).record.text();
}

QString TrafficModel::titleOf(int row) const
{
    const Line& line = lineAt(row);
    if (line.omitted > 0) {
        return cell(line, Column::Time) + u' ' + cell(line, Column::Text);
    }
    return tr("%1, %2 to %3: %4, %5", "time, sender, receiver, kind, size")
        .arg(cell(line, Column::Time), cell(line, Column::From), cell(line, Column::To),
            cell(line, Column::Kind), cell(line, Column::Size));
}

QString TrafficModel::rowAsText(int row) const
{
    const Line& line = lineAt(row);
    QStringList cells{QDateTime::fromMSecsSinceEpoch(line.time).toString(Qt::ISODateWithMs)};
    for (const Column column : {Column::From, Column::To, Column::Kind, Column::Size}) {
        cells += withoutIsolates(cell(line, column));
    }
    const QByteArrayView text = line.record.text();
    cells += line.omitted > 0 ? cell(line, Column::Text)
                              : plain(QString::fromUtf8(text), text.size());
    return cells.join(u'\t');
}

} // namespace Signalbox
