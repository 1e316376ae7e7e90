// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/architecture/includerules.h"

namespace Signalbox {

namespace {

QStringList list(const char* words)
{
    return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
}

/// The rules know no sockets, no JSON, no window and no text for people; what is below them knows
/// no more of Qt than they do.
const char* const onlyCore = "QtCore";

/// Plain values: immutable pictures and names, which may be seen on both floors.
Room values()
{
    Room room;
    room.name = QStringLiteral("values");
    room.places
        = list("core/admission/admissionrules.h core/admission/banpattern.h "
               "core/admission/writtennames.h core/dialects/guides.h core/link/limits.h "
               "core/link/trafficbatch.h core/signal/clock.h "
               "core/signal/fault.h core/signal/happening.h core/signal/ids.h core/signal/peer.h "
               "core/signal/ban.h core/signal/rulelimits.h core/signal/snapshot.h "
               "core/signal/traffic.h");
    room.qtModules = list(onlyCore);
    room.forbiddenQtHeaders = list("qjson qvariant");
    room.systemHeaders = false;
    return room;
}

Room signal()
{
    Room room = values();
    room.name = QStringLiteral("signal");
    room.places = list("core/signal/");
    room.mayInclude = list("values");
    return room;
}

/// Who may come in.
Room admission()
{
    Room room = values();
    room.name = QStringLiteral("admission");
    room.places = list("core/admission/");
    room.mayInclude = list("values signal lookalikes");
    room.qtModules = list("QtCore QtNetwork"); // for addresses; the list of bans is JSON
    room.forbiddenQtHeaders = list("qvariant");
    return room;
}

/// Which letters look alike, as ICU knows it.
Room lookAlikes()
{
    Room room;
    room.name = QStringLiteral("lookalikes");
    room.places = list("core/admission/skeleton.h core/admission/skeleton.cpp");
    room.qtModules = list(onlyCore);
    return room;
}

Room json()
{
    Room room;
    room.name = QStringLiteral("json");
    room.places = list("core/json/");
    room.qtModules = list(onlyCore);
    room.systemHeaders = false;
    return room;
}

Room dialects()
{
    Room room = json();
    room.name = QStringLiteral("dialects");
    room.places = list("core/dialects/");
    room.mayInclude = list("values signal json");
    return room;
}

Room link()
{
    Room room = json();
    room.name = QStringLiteral("link");
    room.places = list("core/link/");
    room.mayInclude = list("values signal dialects");
    room.mayReach = list("json");
    return room;
}

/// Files that are whole whatever happens, and for their owner only. Knows nothing of what is in
/// them.
Room files()
{
    Room room;
    room.name = QStringLiteral("files");
    room.places = list("core/files/");
    room.qtModules = list(onlyCore);
    return room;
}

/// Certificates, made with OpenSSL; knows nothing of who shows them.
Room tls()
{
    Room room;
    room.name = QStringLiteral("tls");
    room.places = list("core/tls/");
    room.mayInclude = list("files");
    room.qtModules = list("QtCore QtNetwork");
    return room;
}

Room net()
{
    Room room;
    room.name = QStringLiteral("net");
    room.places = list("core/net/");
    room.mayInclude = list("values link hubconfig admission tls");
    room.mayReach = list("signal dialects json");
    room.qtModules = list("QtCore QtNetwork QtWebSockets");
    return room;
}

Room hubconfig()
{
    Room room;
    room.name = QStringLiteral("hubconfig");
    room.places = list("core/hubconfig.h core/hubconfig.cpp "
                       "core/iceservers.h core/iceservers.cpp");
    room.mayInclude = list("values");
    room.qtModules = list(onlyCore);
    return room;
}

/// What those need who run a hub: logs, numbers, files that are kept. Knows values, and no sockets.
Room operation()
{
    Room room;
    room.name = QStringLiteral("operation");
    room.places = list("core/operation/");
    room.mayInclude = list("values hubconfig admission tls files");
    room.mayReach = list("signal");
    room.qtModules = list("QtCore QtNetwork");
    return room;
}

/// The one header through which the upper floor speaks to the lower one.
Room staircase()
{
    Room room = hubconfig();
    room.name = QStringLiteral("staircase");
    room.places = list("core/hub.h");
    room.mayInclude = list("hubconfig values");
    return room;
}

Room hub()
{
    Room room;
    room.name = QStringLiteral("hub");
    room.places = list("core/*");
    room.mayInclude = list("staircase hubconfig values signal admission json dialects link tls net "
                           "operation files");
    room.qtModules = list("QtCore QtNetwork QtWebSockets");
    return room;
}

/// What the panes share.
Room ui()
{
    Room room;
    room.name = QStringLiteral("ui");
    room.places = list("ui/*");
    room.mayInclude = list("staircase hubconfig values");
    room.qtModules = list("QtCore QtGui QtWidgets QtSvg");
    return room;
}

/// Panes do not know each other.
Room pane(const char* name)
{
    Room room = ui();
    room.name = QString::fromLatin1(name);
    room.places = {room.name + u'/'};
    room.mayInclude += QStringLiteral("ui");
    return room;
}

/// What is put together from the panes.
Room window()
{
    Room room = ui();
    room.name = QStringLiteral("window");
    room.places = list("ui/mainwindow.h ui/mainwindow.cpp ui/statusline.h ui/statusline.cpp "
                       "ui/moderation.h ui/moderation.cpp ui/decisions.h ui/decisions.cpp");
    room.mayInclude += list("ui ui/peers ui/rooms ui/log ui/bans ui/share ui/traffic ui/settings");
    return room;
}

Room app()
{
    Room room;
    room.name = QStringLiteral("app");
    room.places = list("app/");
    room.mayInclude = list("window ui staircase hubconfig values operation files");
    room.mayReach = list("ui/peers ui/rooms ui/log ui/bans ui/share ui/traffic ui/settings");
    room.qtModules = list("QtCore QtNetwork QtGui QtWidgets QtDBus");
    return room;
}

} // namespace

QList<Room> roomsOfTheHouse()
{
    QList<Room> rooms{values(), signal(), admission(), lookAlikes(), json(), dialects(), link(),
        files(), tls(), net(), hubconfig(), operation(), staircase(), hub(), ui(), pane("ui/peers"),
        pane("ui/rooms"), pane("ui/log"), pane("ui/share"), pane("ui/bans"), pane("ui/traffic"),
        pane("ui/settings"), window(), app()};
    for (Room& room : rooms) { // nothing asks another machine by itself
        room.forbiddenQtHeaders += list("qnetworkaccess qnetworkrequest qdns");
    }
    return rooms;
}

} // namespace Signalbox
