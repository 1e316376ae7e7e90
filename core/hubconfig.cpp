// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/hubconfig.h"

namespace Signalbox {

QString Endpoint::host() const
{
    return address.contains(u':') ? u'[' + address + u']' : address;
}

QString Endpoint::pageUrl() const
{
    return QStringLiteral("http://%1:%2").arg(host()).arg(port);
}

QString Endpoint::socketUrl() const
{
    return QStringLiteral("ws://%1:%2").arg(host()).arg(port);
}

} // namespace Signalbox
