// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/rooms/roommodel.h"

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/sortkeys.h"

#include <QHash>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr int rowsBefore = 2; ///< everybody, and the title of the rooms

} // namespace

RoomModel::RoomModel(QObject* parent)
    : QAbstractListModel(parent)
{ }

void RoomModel::apply(const SnapshotPtr& snapshot)
{
    const bool sameNames = !m_keptChanged && hasSameNames(snapshot->rooms);
    m_keptChanged = false;
    m_snapshot = snapshot->rooms;
    m_peers = static_cast<int>(snapshot->rows.size());
    if (!sameNames) {
        update();
    }
    updateCounts();
    Q_EMIT dataChanged(index(0), index(0));
}

void RoomModel::keep(const std::optional<RoomName>& room)
{
    if (m_kept == room) {
        return;
    }
    m_kept = room;
    m_keptChanged = true;
    if (room && rowOf(*room) < 0) {
        update();
    }
}

bool RoomModel::hasSameNames(const std::vector<RoomRow>& rooms) const
{
    return std::equal(rooms.cbegin(), rooms.cend(), m_snapshot.cbegin(), m_snapshot.cend(),
        [](const RoomRow& a, const RoomRow& b) { return a.name == b.name; });
}

RoomModel::Entry RoomModel::entryFor(const RoomName& name, int members)
{
    // The key holds the shown text, so that an invisible character does not decide the place.
    return {name, name.isEmpty() ? QString() : naturalKey(roomLabel(name)), members};
}

std::vector<RoomModel::Entry> RoomModel::wanted() const
{
    std::vector<Entry> entries;
    entries.reserve(m_snapshot.size() + 1);
    bool keptIsThere = !m_kept;
    for (const RoomRow& room : m_snapshot) {
        entries.push_back(entryFor(room.name, room.members));
        keptIsThere |= room.name == m_kept;
    }
    if (!keptIsThere) {
        entries.push_back(entryFor(*m_kept, 0));
    }
    std::sort(entries.begin(), entries.end(),
        [](const Entry& a, const Entry& b) { return a.isBefore(b); });
    return entries;
}

void RoomModel::update()
{
    const std::vector<Entry> target = wanted();
    removeMissing(target);
    insertMissing(target);
}

void RoomModel::updateCounts()
{
    if (m_rooms.empty()) {
        return;
    }
    QHash<RoomName, int> members;
    members.reserve(static_cast<qsizetype>(m_snapshot.size()));
    for (const RoomRow& room : m_snapshot) {
        members.insert(room.name, room.members);
    }
    bool changed = false;
    for (Entry& room : m_rooms) {
        const int count = members.value(room.name);
        changed |= room.members != count;
        room.members = count;
    }
    if (changed) {
        Q_EMIT dataChanged(index(rowsBefore), index(logRow() - 1));
    }
}

void RoomModel::removeMissing(const std::vector<Entry>& target)
{
    const auto isMissing = [&target](const Entry& room) {
        const auto place = std::lower_bound(target.cbegin(), target.cend(), room,
            [](const Entry& a, const Entry& b) { return a.isBefore(b); });
        return place == target.cend() || place->name != room.name;
    };
    for (size_t end = m_rooms.size(); end > 0; --end) {
        size_t first = end;
        while (first > 0 && isMissing(m_rooms[first - 1])) {
            --first;
        }
        if (first == end) {
            continue;
        }
        beginRemoveRows(
            {}, rowsBefore + static_cast<int>(first), rowsBefore + static_cast<int>(end) - 1);
        m_rooms.erase(m_rooms.begin() + static_cast<std::ptrdiff_t>(first),
            m_rooms.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
        if (first == 0) {
            break;
        }
        end = first;
    }
}

void RoomModel::insertMissing(const std::vector<Entry>& target)
{
    for (size_t i = 0; i < target.size(); ++i) {
        if (i < m_rooms.size() && m_rooms[i].name == target[i].name) {
            continue;
        }
        size_t end = i + 1;
        while (end < target.size() && (i >= m_rooms.size() || target[end].isBefore(m_rooms[i]))) {
            ++end;
        }
        beginInsertRows(
            {}, rowsBefore + static_cast<int>(i), rowsBefore + static_cast<int>(end) - 1);
        m_rooms.insert(m_rooms.begin() + static_cast<std::ptrdiff_t>(i),
            target.begin() + static_cast<std::ptrdiff_t>(i),
            target.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        i = end - 1;
    }
}

int RoomModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : messagesRow() + 1;
}

RoomModel::Kind RoomModel::kindOf(int row) const
{
    if (row == 0) {
        return Kind::AllPeers;
    }
    if (row < rowsBefore) {
        return Kind::Title;
    }
    return row == messagesRow() ? Kind::Messages : row == logRow() ? Kind::Log : Kind::Room;
}

RoomName RoomModel::roomAt(int row) const
{
    return m_rooms[static_cast<size_t>(row - rowsBefore)].name;
}

int RoomModel::rowOf(const RoomName& room) const
{
    const auto it = std::find_if(m_rooms.cbegin(), m_rooms.cend(),
        [&room](const Entry& entry) { return entry.name == room; });
    return it == m_rooms.cend() ? -1 : rowsBefore + static_cast<int>(it - m_rooms.cbegin());
}

int RoomModel::logRow() const
{
    return rowsBefore + static_cast<int>(m_rooms.size());
}

Qt::ItemFlags RoomModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return {};
    }
    if (kindOf(index.row()) == Kind::Title) {
        return Qt::ItemNeverHasChildren;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant RoomModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Kind kind = kindOf(index.row());
    const Entry* room
        = kind == Kind::Room ? &m_rooms[static_cast<size_t>(index.row() - rowsBefore)] : nullptr;
    const QString label = kind == Kind::AllPeers ? tr("All peers")
        : kind == Kind::Title                    ? tr("Rooms")
        : kind == Kind::Log                      ? tr("Log")
        : kind == Kind::Messages                 ? tr("Messages")
                                                 : roomLabel(room->name);
    const int count = kind == Kind::AllPeers ? m_peers : room ? room->members : -1;
    switch (role) {
    case Qt::DisplayRole:
        return label;
    case Qt::ToolTipRole:
        return room ? tooltipText(label) : QVariant();
    case Qt::AccessibleTextRole:
        return count < 0 ? label : tr("%1, %Ln peer(s)", nullptr, count).arg(isolated(label));
    case Qt::DecorationRole:
        if (kind == Kind::Title) {
            return {};
        }
        return symbolicIcon(kind == Kind::AllPeers ? QStringLiteral("peers")
                : kind == Kind::Log                ? QStringLiteral("log")
                : kind == Kind::Messages           ? QStringLiteral("messages")
                                                   : QStringLiteral("room"));
    case KindRole:
        return static_cast<int>(kind);
    case CountRole:
        return count;
    case NameRole:
        return room ? QVariant(room->name) : QVariant();
    default:
        return {};
    }
}

} // namespace Signalbox
