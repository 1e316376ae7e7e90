// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hubconfig.h"

namespace Signalbox {

QString Endpoint::host() const
{
    return address.contains(u':') ? u'[' + address + u']' : address;
}

QString Endpoint::pageUrl(Transport transport) const
{
    return QStringLiteral("%1://%2:%3")
        .arg(transport == Transport::Secure ? u"https" : u"http", host())
        .arg(port);
}

QString Endpoint::socketUrl(Transport transport) const
{
    return QStringLiteral("%1://%2:%3")
        .arg(transport == Transport::Secure ? u"wss" : u"ws", host())
        .arg(port);
}

} // namespace Signalbox
