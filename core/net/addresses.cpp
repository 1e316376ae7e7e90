// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/addresses.h"

#include "core/admission/ipaddress.h"

#include <QNetworkInterface>
#include <QUdpSocket>

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

/// How little an address helps others to get here; the lowest comes first.
enum class Rank
{
    Preferred,
    IPv4,
    IPv6,
    Virtual,
    LinkLocal,
    Loopback
};

bool isVirtual(const QString& interfaceName)
{
    constexpr std::array prefixes{"docker", "br-", "veth", "virbr", "vbox", "vmnet", "tun", "tap",
        "wg", "zt", "tailscale", "lxc", "lxd", "podman", "cni", "flannel"};
    return std::any_of(prefixes.begin(), prefixes.end(), [&interfaceName](const char* prefix) {
        return interfaceName.startsWith(QLatin1String(prefix));
    });
}

Rank rankOf(const LocalAddress& local, const QHostAddress& preferred)
{
    if (local.address.isLoopback()) {
        return Rank::Loopback;
    }
    if (local.address.isLinkLocal()) {
        return Rank::LinkLocal;
    }
    if (inOneForm(local.address) == preferred) {
        return Rank::Preferred;
    }
    if (isVirtual(local.interfaceName)) {
        return Rank::Virtual;
    }
    return local.address.protocol() == QAbstractSocket::IPv4Protocol ? Rank::IPv4 : Rank::IPv6;
}

bool isReachedBy(const QHostAddress& address, const QHostAddress& listen)
{
    if (listen == QHostAddress(QHostAddress::Any)) {
        return true;
    }
    if (listen == QHostAddress(QHostAddress::AnyIPv4)
        || listen == QHostAddress(QHostAddress::AnyIPv6)) {
        return address.protocol() == listen.protocol();
    }
    return listen == address;
}

Endpoint toEndpoint(const LocalAddress& local, quint16 port)
{
    return {displayAddress(local.address), port, local.interfaceName, local.address.isLoopback()};
}

} // namespace

QList<LocalAddress> localAddresses()
{
    QList<LocalAddress> found;
    const QList<QNetworkInterface> interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface& interface : interfaces) {
        if (!interface.flags().testFlag(QNetworkInterface::IsUp)
            || !interface.flags().testFlag(QNetworkInterface::IsRunning)) {
            continue;
        }
        const QList<QNetworkAddressEntry> entries = interface.addressEntries();
        for (const QNetworkAddressEntry& entry : entries) {
            found.append({interface.humanReadableName(), entry.ip()});
        }
    }
    return found;
}

QHostAddress preferredAddress()
{
    // Connecting a UDP socket asks the routing table and sends no packet. The address is one of
    // those that are reserved for documentation (RFC 5737).
    QUdpSocket socket;
    socket.connectToHost(QHostAddress(QStringLiteral("192.0.2.1")), 9);
    return socket.state() == QAbstractSocket::ConnectedState ? socket.localAddress()
                                                             : QHostAddress();
}

QList<Endpoint> rankEndpoints(const QList<LocalAddress>& local, const QHostAddress& preferred,
    const QString& listen, quint16 port)
{
    const QHostAddress listenAddress
        = listen.isEmpty() ? QHostAddress(QHostAddress::Any) : QHostAddress(listen);
    std::vector<std::pair<Rank, LocalAddress>> ranked;
    for (const LocalAddress& candidate : local) {
        if (isReachedBy(candidate.address, listenAddress)) {
            ranked.emplace_back(rankOf(candidate, preferred), candidate);
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    if (ranked.empty()) {
        // An address that no interface shows can still be listened on, such as 127.0.0.2.
        return {toEndpoint({{}, listenAddress}, port)};
    }

    QList<Endpoint> endpoints;
    const Rank best = ranked.front().first;
    for (const auto& [rank, candidate] : ranked) {
        const bool meansLittle = rank == Rank::Virtual || rank == Rank::LinkLocal;
        const bool isOtherLoopback = rank == Rank::Loopback && !endpoints.isEmpty()
            && endpoints.constLast().onlyThisMachine;
        if ((!meansLittle || rank == best) && !isOtherLoopback) {
            endpoints.append(toEndpoint(candidate, port));
        }
    }
    return endpoints;
}

QString displayAddress(const QHostAddress& address)
{
    return inOneForm(address).toString();
}

} // namespace Signalbox
