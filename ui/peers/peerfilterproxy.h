// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "core/signal/ids.h"
#include "ui/peers/peerfilter.h"
#include "ui/peers/peertablemodel.h"
#include "ui/roomplace.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace Signalbox {

/// Order and choice of what the peer table shows. Rows change places only when a snapshot could
/// have changed their order, at most once a second when there are very many, and not at all while
/// the order is held because somebody is about to point at one.
///
/// Thread: GUI. Owner: the peer pane.
class PeerFilterProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit PeerFilterProxy(PeerTableModel& peers, QObject* parent = nullptr);

    void setFilter(const PeerFilter& filter);

    /// Only peers in this room; nullopt: wherever they are.
    void setRoom(const std::optional<RoomPlace>& room);
    const std::optional<RoomPlace>& room() const { return m_room; }
    bool isFiltering() const { return m_room.has_value() || !m_filter.isEmpty(); }

    void setOrderHeld(bool held);

    /// Whether rows may change places by themselves in the present order.
    bool isOrderLive() const;

    PeerNumber numberAt(const QModelIndex& index) const;
    const PeerEntry& entryAt(const QModelIndex& index) const;

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool isInRoom(const Peer& peer) const;
    void onApplied(bool identitiesChanged);
    void restoreOrder();
    bool isInOrder() const;

    PeerTableModel& m_peers;
    PeerFilter m_filter;
    std::optional<RoomPlace> m_room;
    bool m_held = false;
    bool m_orderDoubtful = false;
    Moment m_sortedAt{};
};

} // namespace Signalbox
