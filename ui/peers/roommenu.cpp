// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/roommenu.h"

#include "ui/format.h"
#include "ui/plaintext.h"

#include <QCoreApplication>
#include <QMenu>

namespace Signalbox {

namespace {

constexpr qsizetype roomsInMenu = 20;

struct RoomMenu
{
    Q_DECLARE_TR_FUNCTIONS(RoomMenu)
};

} // namespace

void addRoomsTo(
    QMenu& menu, const Peer& peer, const std::function<void(const RoomPlace& room)>& show)
{
    const auto lead = [&peer, &show](QAction* action, const RoomName& room) {
        QObject::connect(action, &QAction::triggered, action,
            [show, place = placeOf(peer, room)] { show(place); });
    };
    if (peer.rooms.size() <= 1) {
        QAction* only = menu.addAction(RoomMenu::tr("Show only &this room"));
        only->setEnabled(!peer.rooms.isEmpty());
        if (!peer.rooms.isEmpty()) {
            lead(only, peer.rooms.first());
        }
        return;
    }
    QMenu* rooms = menu.addMenu(RoomMenu::tr("Show only one of its &rooms"));
    for (const RoomName& room : peer.rooms.mid(0, roomsInMenu)) {
        lead(rooms->addAction(menuText(roomLabel(placeOf(peer, room)))), room);
    }
}

} // namespace Signalbox
