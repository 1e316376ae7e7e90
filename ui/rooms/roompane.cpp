// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/rooms/roompane.h"

#include "ui/charwidth.h"
#include "ui/rooms/roomdelegate.h"
#include "ui/rooms/roommodel.h"

namespace Signalbox {

RoomPane::RoomPane(QWidget* parent)
    : QListView(parent)
    , m_rooms(new RoomModel(this))
{
    setObjectName(QStringLiteral("roomPane"));
    setModel(m_rooms);
    setItemDelegate(new RoomDelegate(this));
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setCurrentIndex(m_rooms->index(0));
    updateAccessibleName();
}

void RoomPane::apply(const SnapshotPtr& snapshot)
{
    const int before = m_rooms->rowCount();
    m_rooms->apply(snapshot);
    if (before != m_rooms->rowCount()) {
        updateAccessibleName();
    }
}

void RoomPane::showAllPeers()
{
    setCurrentIndex(m_rooms->index(0));
}

void RoomPane::showRoom(const RoomPlace& room)
{
    m_rooms->keep(room);
    setCurrentIndex(m_rooms->index(m_rooms->rowOf(room)));
}

void RoomPane::showPage(Page page)
{
    setCurrentIndex(m_rooms->index(m_rooms->rowOf(page)));
}

Page RoomPane::page() const
{
    return m_rooms->pageAt(currentIndex().row());
}

QSize RoomPane::sizeHint() const
{
    return {characterWidth(fontMetrics()) * 23, 200};
}

void RoomPane::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (!current.isValid()) {
        return;
    }
    switch (m_rooms->kindOf(current.row())) {
    case RoomModel::Kind::AllPeers:
        m_rooms->keep(std::nullopt);
        Q_EMIT peersChosen(std::nullopt);
        break;
    case RoomModel::Kind::Room:
        m_rooms->keep(m_rooms->roomAt(current.row()));
        Q_EMIT peersChosen(m_rooms->roomAt(current.row()));
        break;
    case RoomModel::Kind::Page:
        m_rooms->keep(std::nullopt);
        Q_EMIT pageChosen(page());
        break;
    case RoomModel::Kind::Title:
        break;
    }
}

void RoomPane::updateAccessibleName()
{
    setAccessibleName(tr("Rooms, %Ln entries", nullptr, m_rooms->rooms()));
}

} // namespace Signalbox
