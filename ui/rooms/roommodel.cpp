// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/rooms/roommodel.h"

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/sortkeys.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace Signalbox {

namespace {

constexpr int titleRow = 1; ///< of the rooms, if there are any; below everybody
constexpr int firstRoomRow = titleRow + 1;

/// The pages after the rooms, in their order.
constexpr std::array pages{Page::Log, Page::Messages, Page::Banned};

RoomPlace placeOf(const RoomRow& row)
{
    return {row.realm, row.dialect, row.name};
}

auto rank(const RoomPlace& place)
{
    return std::tie(place.dialect, place.realm.language, place.realm.key, place.name);
}

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
    m_bans = static_cast<int>(snapshot->bans.size());
    if (!sameNames) {
        update();
    }
    updateCounts();
    updateDialects();
    Q_EMIT dataChanged(index(0), index(0));
    const int refused = rowOf(Page::Banned);
    Q_EMIT dataChanged(index(refused), index(refused));
}

void RoomModel::keep(const std::optional<RoomPlace>& room)
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
        [](const RoomRow& a, const RoomRow& b) { return a.name == b.name && a.realm == b.realm; });
}

bool RoomModel::Entry::isBefore(const Entry& other) const
{
    return key != other.key ? key < other.key : rank(place) < rank(other.place);
}

bool RoomModel::Entry::isSame(const Entry& other) const
{
    return place == other.place;
}

RoomModel::Entry RoomModel::entryFor(const RoomPlace& place, int members)
{
    // The key holds the shown text, so that an invisible character does not decide the place. What
    // has no name stands before what has one, and the hub's own first.
    const QString label = roomLabel(place);
    const bool isDefault = place.name.isEmpty() && label == roomLabel(RoomName());
    const QString key
        = isDefault ? QString() : QChar(place.name.isEmpty() ? u'0' : u'1') + naturalKey(label);
    return {place, key, members};
}

std::vector<RoomModel::Entry> RoomModel::wanted() const
{
    std::vector<Entry> entries;
    entries.reserve(m_snapshot.size() + 1);
    bool keptIsThere = !m_kept;
    for (const RoomRow& room : m_snapshot) {
        entries.push_back(entryFor(placeOf(room), room.members));
        keptIsThere = keptIsThere || placeOf(room) == *m_kept;
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
    QHash<RoomPlace, int> members;
    members.reserve(static_cast<qsizetype>(m_snapshot.size()));
    for (const RoomRow& room : m_snapshot) {
        members.insert(placeOf(room), room.members);
    }
    bool changed = false;
    for (Entry& room : m_rooms) {
        const int count = members.value(room.place);
        changed |= room.members != count;
        room.members = count;
    }
    if (changed) {
        Q_EMIT dataChanged(index(firstRoomRow), index(firstPageRow() - 1));
    }
}

void RoomModel::updateDialects()
{
    const bool several = std::any_of(m_rooms.cbegin(), m_rooms.cend(),
        [this](const Entry& room) { return room.place.dialect != m_rooms.front().place.dialect; });
    if (several != std::exchange(m_showsDialects, several) && !m_rooms.empty()) {
        Q_EMIT dataChanged(index(firstRoomRow), index(firstPageRow() - 1));
    }
}

void RoomModel::removeMissing(const std::vector<Entry>& target)
{
    const auto isMissing = [&target](const Entry& room) {
        const auto place = std::lower_bound(target.cbegin(), target.cend(), room,
            [](const Entry& a, const Entry& b) { return a.isBefore(b); });
        return place == target.cend() || !place->isSame(room);
    };
    for (size_t end = m_rooms.size(); end > 0; --end) {
        size_t first = end;
        while (first > 0 && isMissing(m_rooms[first - 1])) {
            --first;
        }
        if (first == end) {
            continue;
        }
        const bool isAll = end - first == m_rooms.size(); // and their title goes with them
        beginRemoveRows({}, isAll ? titleRow : firstRoomRow + static_cast<int>(first),
            firstRoomRow + static_cast<int>(end) - 1);
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
        if (i < m_rooms.size() && m_rooms[i].isSame(target[i])) {
            continue;
        }
        size_t end = i + 1;
        while (end < target.size() && (i >= m_rooms.size() || target[end].isBefore(m_rooms[i]))) {
            ++end;
        }
        beginInsertRows({}, m_rooms.empty() ? titleRow : firstRoomRow + static_cast<int>(i),
            firstRoomRow + static_cast<int>(end) - 1);
        m_rooms.insert(m_rooms.begin() + static_cast<std::ptrdiff_t>(i),
            target.begin() + static_cast<std::ptrdiff_t>(i),
            target.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        i = end - 1;
    }
}

int RoomModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : firstPageRow() + static_cast<int>(pages.size());
}

RoomModel::Kind RoomModel::kindOf(int row) const
{
    if (row == 0) {
        return Kind::AllPeers;
    }
    if (row >= firstPageRow()) {
        return Kind::Page;
    }
    return row == titleRow ? Kind::Title : Kind::Room;
}

const RoomPlace& RoomModel::roomAt(int row) const
{
    return m_rooms[static_cast<size_t>(row - firstRoomRow)].place;
}

int RoomModel::rowOf(const RoomPlace& room) const
{
    const auto it = std::find_if(m_rooms.cbegin(), m_rooms.cend(),
        [&room](const Entry& entry) { return entry.place == room; });
    return it == m_rooms.cend() ? -1 : firstRoomRow + static_cast<int>(it - m_rooms.cbegin());
}

Page RoomModel::pageAt(int row) const
{
    return row < firstPageRow() ? Page::Peers : pages.at(static_cast<size_t>(row - firstPageRow()));
}

int RoomModel::rowOf(Page page) const
{
    const auto* const it = std::find(pages.cbegin(), pages.cend(), page);
    return it == pages.cend() ? 0 : firstPageRow() + static_cast<int>(it - pages.cbegin());
}

int RoomModel::firstPageRow() const
{
    return m_rooms.empty() ? titleRow : firstRoomRow + rooms();
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

QString RoomModel::labelOf(int row) const
{
    switch (kindOf(row)) {
    case Kind::AllPeers:
        return tr("All peers");
    case Kind::Title:
        return tr("Rooms");
    case Kind::Room:
        return roomLabel(roomAt(row));
    case Kind::Page:
        break;
    }
    return pageAt(row) == Page::Log     ? tr("Log")
        : pageAt(row) == Page::Messages ? tr("Messages")
                                        : tr("Banned");
}

QString RoomModel::iconOf(int row) const
{
    switch (kindOf(row)) {
    case Kind::AllPeers:
        return QStringLiteral("peers");
    case Kind::Title:
        return {};
    case Kind::Room:
        return QStringLiteral("room");
    case Kind::Page:
        break;
    }
    return pageAt(row) == Page::Log     ? QStringLiteral("log")
        : pageAt(row) == Page::Messages ? QStringLiteral("messages")
                                        : QStringLiteral("state-refused");
}

int RoomModel::countOf(int row) const
{
    switch (kindOf(row)) {
    case Kind::AllPeers:
        return m_peers;
    case Kind::Room:
        return m_rooms[static_cast<size_t>(row - firstRoomRow)].members;
    default:
        return pageAt(row) == Page::Banned && m_bans > 0 ? m_bans : -1;
    }
}

QString RoomModel::dialectOf(int row) const
{
    if (!m_showsDialects || kindOf(row) != Kind::Room) {
        return {};
    }
    // A room without a name bears that of its dialect already, where it is not the hub's own.
    const RoomPlace& place = roomAt(row);
    const bool isSaid = place.name.isEmpty() && roomLabel(place) != roomLabel(RoomName());
    return isSaid ? QString() : plain(place.dialect);
}

QString RoomModel::sentenceOf(int row) const
{
    QString label = isolated(labelOf(row));
    if (const QString dialect = dialectOf(row); !dialect.isEmpty()) {
        label = tr("%1, %2", "a room and its protocol").arg(label, isolated(dialect));
    }
    const int count = countOf(row);
    if (count < 0) {
        return labelOf(row);
    }
    return kindOf(row) == Kind::Page ? tr("%1, %Ln ban(s)", nullptr, count).arg(label)
                                     : tr("%1, %Ln peer(s)", nullptr, count).arg(label);
}

QVariant RoomModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return labelOf(row);
    case Qt::ToolTipRole:
        return kindOf(row) == Kind::Room ? tooltipText(labelOf(row)) : QVariant();
    case Qt::AccessibleTextRole:
        return sentenceOf(row);
    case Qt::DecorationRole:
        return kindOf(row) == Kind::Title ? QVariant() : symbolicIcon(iconOf(row));
    case KindRole:
        return static_cast<int>(kindOf(row));
    case CountRole:
        return countOf(row);
    case DialectRole:
        return dialectOf(row);
    default:
        return {};
    }
}

} // namespace Signalbox
