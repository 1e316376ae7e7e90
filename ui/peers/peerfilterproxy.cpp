// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peerfilterproxy.h"

#include <chrono>

namespace Signalbox {

namespace {

constexpr int manyRows = 2000;
constexpr std::chrono::seconds sortPauseWithManyRows{1};

} // namespace

PeerFilterProxy::PeerFilterProxy(PeerTableModel& peers, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_peers(peers)
{
    // Sorting and filtering by itself, the base class would do both for every changed counter.
    setDynamicSortFilter(false);
    setSourceModel(&peers);
    connect(&peers, &PeerTableModel::applied, this, &PeerFilterProxy::onApplied);
}

void PeerFilterProxy::setFilter(const PeerFilter& filter)
{
    m_filter = filter;
    invalidateFilter();
    sort(sortColumn(), sortOrder());
}

void PeerFilterProxy::setRoom(const std::optional<RoomPlace>& room)
{
    if (m_room == room) {
        return;
    }
    m_room = room;
    invalidateFilter();
    sort(sortColumn(), sortOrder());
}

void PeerFilterProxy::setOrderHeld(bool held)
{
    m_held = held;
    if (!held) {
        restoreOrder();
    }
}

bool PeerFilterProxy::isOrderLive() const
{
    return sortColumn() >= 0 && isLive(static_cast<PeerColumn>(sortColumn()));
}

PeerNumber PeerFilterProxy::numberAt(const QModelIndex& index) const
{
    return entryAt(index).number();
}

const PeerEntry& PeerFilterProxy::entryAt(const QModelIndex& index) const
{
    return m_peers.entry(mapToSource(index).row());
}

void PeerFilterProxy::sort(int column, Qt::SortOrder order)
{
    m_orderDoubtful = false;
    m_sortedAt = m_peers.now();
    QSortFilterProxyModel::sort(column, order);
}

bool PeerFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    Q_UNUSED(sourceParent)
    const PeerEntry& entry = m_peers.entry(sourceRow);
    return (!m_room || isInRoom(entry.row.peer)) && m_filter.accepts(entry);
}

bool PeerFilterProxy::isInRoom(const Peer& peer) const
{
    return peer.origin.realm == m_room->realm && peer.rooms.contains(m_room->name);
}

bool PeerFilterProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    return m_peers.compare(static_cast<PeerColumn>(left.column()), left.row(), right.row()) < 0;
}

void PeerFilterProxy::onApplied(bool identitiesChanged)
{
    if (identitiesChanged && isFiltering()) {
        invalidateFilter();
    }
    m_orderDoubtful |= identitiesChanged || isOrderLive();
    const bool tooSoon
        = rowCount() > manyRows && m_peers.now() - m_sortedAt < sortPauseWithManyRows;
    if (!m_held && !tooSoon) {
        restoreOrder();
    }
}

void PeerFilterProxy::restoreOrder()
{
    if (!m_orderDoubtful || sortColumn() < 0) {
        return;
    }
    if (isInOrder()) {
        m_orderDoubtful = false;
    } else {
        sort(sortColumn(), sortOrder());
    }
}

bool PeerFilterProxy::isInOrder() const
{
    const auto column = static_cast<PeerColumn>(sortColumn());
    const int sign = sortOrder() == Qt::AscendingOrder ? 1 : -1;
    int previous = -1;
    for (int row = 0; row < rowCount(); ++row) {
        const int source = mapToSource(index(row, 0)).row();
        if (previous >= 0) {
            const int order = m_peers.compare(column, previous, source) * sign;
            // Among equals the older connection stands first, as a stable sort leaves them.
            if (order > 0 || (order == 0 && previous > source)) {
                return false;
            }
        }
        previous = source;
    }
    return true;
}

} // namespace Signalbox
