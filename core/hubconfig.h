// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/admissionrules.h"
#include "core/link/limits.h"

#include <QList>
#include <QMap>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace Signalbox {

/// Whether the hub's one port speaks TLS, beside or instead of plain text.
enum class Encryption
{
    Off,
    Offered, ///< http, ws, https and wss
    Required, ///< https and wss; http is redirected, ws refused in words
};

/// How the hub proves who it is. Without files of the owner's it makes a certificate of its own.
struct TlsSettings
{
    Encryption encryption = Encryption::Off;
    QString certificateFile; ///< PEM, the chain, leaf first; empty: the hub's own
    QString keyFile; ///< PEM; empty as well

    friend bool operator==(const TlsSettings&, const TlsSettings&) = default;
};

/// What the owner decides about a run of the hub.
struct HubConfig
{
    QString listenAddress; ///< an IP address; empty: every interface, IPv4 and IPv6
    quint16 port = 8080; ///< 0: any free one
    QByteArray iceServers; ///< a JSON array of RTCIceServer objects for all clients; empty: none
    bool listsPeerJsIds = false; ///< PeerJS clients may ask over HTTP who is there
    AdmissionRules admission;
    TlsSettings tls;
    bool servesMetrics = true; ///< at /metrics, to this machine
    QStringList metricsFrom; ///< and to these addresses and ranges of them (AddressRange)
    bool servesHealth = true; ///< at /healthz, and where other signaling servers are asked
    QString stateFolder; ///< where bans and certificates are kept; empty: nothing is
    QString log; ///< for whoever runs the hub: a file, "-" for standard output; empty: none
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
    enum class Transport
    {
        Plain,
        Secure,
    };
    QString pageUrl(Transport transport = Transport::Plain) const; ///< what people type
    QString socketUrl(Transport transport = Transport::Plain) const; ///< what programs dial

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
        NoCertificate, ///< TLS is asked for and there is none to show; systemText says why
        StateUnreadable, ///< what the hub keeps cannot be read; systemText names the files
        Other
    };

    Cause cause{};
    QString address; ///< as asked for; empty: every interface
    quint16 port = 0;
    QString systemText; ///< the system's words, English

    friend bool operator==(const ListenFailure&, const ListenFailure&) = default;
};

/// English sentences, by what each is about: "bans", "certificate", "descriptors", "folder", "log"
/// or "settings".
using Troubles = QMap<QString, QString>;

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
    Encryption encryption = Encryption::Off; ///< in force
    QString authorityFingerprint; ///< SHA-256 of the hub's own authority; empty: it has none
    QString authorityThumbprint; ///< the same in SHA-1, which is what Windows shows
    Troubles troubles; ///< what goes wrong while it runs; usually none

    friend bool operator==(const HubState&, const HubState&) = default;
};

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::HubState)
