// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"

#include <QHostAddress>
#include <QList>

namespace Signalbox {

/// One address of one network interface of this machine.
struct LocalAddress
{
    QString interfaceName;
    QHostAddress address;
};

/// The addresses of all interfaces that are up.
QList<LocalAddress> localAddresses();

/// The address that this machine would use towards the internet or, without a route to it, a null
/// address. Sends nothing.
QHostAddress preferredAddress();

/// Under which addresses others reach a hub that listens on `listen` (empty: everywhere), best
/// first: the preferred one, then IPv4, then IPv6, and this machine's own loopback last. Addresses
/// that mean nothing to others (link-local ones, those of virtual bridges and tunnels) are left out
/// as long as there is a better one.
QList<Endpoint> rankEndpoints(const QList<LocalAddress>& local, const QHostAddress& preferred,
    const QString& listen, quint16 port);

/// An address as people know it: IPv4 without its IPv6 dress, IPv6 without the zone.
QString displayAddress(const QHostAddress& address);

} // namespace Signalbox
