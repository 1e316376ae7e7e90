// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/limits.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace Signalbox {

/// What the owner decides about a run of the hub.
struct HubConfig
{
    QString listenAddress; ///< an IP address; empty: every interface, IPv4 and IPv6
    quint16 port = 8080; ///< 0: any free one
    QByteArray iceServers; ///< a JSON array of RTCIceServer objects for all clients; empty: none
    bool listsPeerJsIds = false; ///< PeerJS clients may ask over HTTP who is there
    Limits limits;
};

/// One address under which others reach the hub.
struct Endpoint
{
    QString address; ///< an IP address, without brackets
    quint16 port = 0;
    QString interfaceName; ///< the network interface's name, for people who know it
    bool onlyThisMachine = false; ///< a loopback address

    QString host() const; ///< as in a URL: IPv6 in brackets
    QString pageUrl() const; ///< http://HOST:PORT, what people type
    QString socketUrl() const; ///< ws://HOST:PORT, what programs dial

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Why the hub does not listen.
struct ListenFailure
{
    enum class Cause
    {
        PortInUse,
        NotPermitted,
        AddressNotAvailable,
        BadAddress,
        Other
    };

    Cause cause{};
    QString address; ///< as asked for; empty: every interface
    quint16 port = 0;
    QString systemText; ///< the system's words, English

    friend bool operator==(const ListenFailure&, const ListenFailure&) = default;
};

/// What the hub is doing.
struct HubState
{
    enum class Phase
    {
        Stopped,
        Starting,
        Listening,
        Stopping,
        Failed
    };

    Phase phase = Phase::Stopped;
    quint16 port = 0; ///< the one in use while listening
    QList<Endpoint> endpoints; ///< best first, while listening; changes as networks come and go
    ListenFailure failure; ///< meaningful while Failed

    friend bool operator==(const HubState&, const HubState&) = default;
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::HubState)
