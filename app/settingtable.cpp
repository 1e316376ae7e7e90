// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/settingtable.h"

#include "app/settingfield.h"
#include "core/admission/writtennames.h"
#include "core/iceservers.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Signalbox {

namespace {

constexpr qint64 kilobyte = 1024;
constexpr qint64 second = 1000; // in milliseconds
constexpr qint64 million = 1'000'000;

/// A number below limits.
template <auto... path>
Setting limit(const QString& key, const Range& range, const QString& meaning)
{
    return wholeNumber<&Configuration::hub, &HubConfig::limits, path...>(
        key, range, Effect::AtOnce, meaning);
}

template <auto... path>
Setting rule(const QString& key, const Range& range, const QString& meaning)
{
    return limit<&Limits::rules, path...>(key, range, meaning);
}

Setting iceServers()
{
    Setting setting{QStringLiteral("ice-servers"), iceServersForm(), Effect::NextStart,
        QStringLiteral("STUN and TURN servers that clients are told of, as RTCIceServer objects"),
        {}, {}, {}};
    setting.apply = [](const QJsonValue& value, Configuration& configuration) {
        const IceServersOrError servers = iceServersFromJson(value.toArray());
        configuration.hub.iceServers = std::get<QByteArray>(servers);
    };
    setting.written = [](const Configuration& configuration) {
        return QJsonValue(QJsonDocument::fromJson(configuration.hub.iceServers).array());
    };
    return withOption(setting, QStringLiteral("ice-server"), QStringLiteral("URL"),
        QStringLiteral("Tell clients to use this STUN server, such as stun:192.168.1.20; may be "
                       "given several times. Servers with a password go into the file."),
        true);
}

/// Where it listens, and as whom.
std::vector<Setting> placeSettings()
{
    constexpr auto hub = &Configuration::hub;
    return {
        withOption(text<hub, &HubConfig::listenAddress>(QStringLiteral("listen"),
                       textForm(allowedAddresses(), isAddressOrNothing), Effect::NextStart,
                       QStringLiteral("the one address to listen on")),
            QStringLiteral("listen"), QStringLiteral("ADDRESS"),
            QStringLiteral(
                "Listen on this IP address only. Default: every interface, IPv4 and IPv6.")),
        withOption(wholeNumber<hub, &HubConfig::port>(QStringLiteral("port"),
                       {0, 65535, 1, QStringLiteral("0 means any free port")}, Effect::NextStart,
                       QStringLiteral("the one port for everything")),
            QStringLiteral("port"), QStringLiteral("N"),
            QStringLiteral("Listen on this port; 0 means any free one. Default: 8080.")),
        withOption(word<hub, &HubConfig::tls, &TlsSettings::encryption>(QStringLiteral("tls"),
                       {QStringLiteral("off"), QStringLiteral("on"), QStringLiteral("required")},
                       Effect::AtOnce,
                       QStringLiteral("https and wss beside http and ws, or instead of them")),
            QStringLiteral("tls"), QStringLiteral("MODE"),
            QStringLiteral("Speak TLS on the same port: off, on or required. Default: off.")),
        withOption(file<hub, &HubConfig::tls, &TlsSettings::certificateFile>(
                       QStringLiteral("tls-certificate"), Effect::AtOnce,
                       QStringLiteral("empty means a certificate of the hub's own"),
                       QStringLiteral("a PEM file with the certificate chain, leaf first")),
            QStringLiteral("tls-certificate"), QStringLiteral("FILE"),
            QStringLiteral("Use this certificate chain (PEM) instead of one of the hub's own.")),
        withOption(file<hub, &HubConfig::tls, &TlsSettings::keyFile>(QStringLiteral("tls-key"),
                       Effect::AtOnce, QStringLiteral("goes with \"tls-certificate\""),
                       QStringLiteral("a PEM file with the certificate's key, without a password")),
            QStringLiteral("tls-key"), QStringLiteral("FILE"),
            QStringLiteral("The key (PEM) that goes with --tls-certificate.")),
        file<hub, &HubConfig::stateFolder>(QStringLiteral("state-folder"), Effect::NextStart,
            QStringLiteral("empty means the profile's own"),
            QStringLiteral("where bans and the hub's own certificates are kept")),
        withOption(file<hub, &HubConfig::log>(QStringLiteral("log"), Effect::AtOnce,
                       QStringLiteral("\"-\" means standard output, empty means none"),
                       QStringLiteral("a file that gets a line of JSON for whatever happens")),
            QStringLiteral("log"), QStringLiteral("FILE"),
            QStringLiteral("Write whatever happens to this file, a line of JSON each; - means "
                           "standard output.")),
    };
}

/// What it offers, and to whom.
std::vector<Setting> offerSettings()
{
    constexpr auto hub = &Configuration::hub;
    constexpr auto admission = &HubConfig::admission;
    return {
        word<hub, admission, &AdmissionRules::sites>(QStringLiteral("sites"),
            {QStringLiteral("listed"), QStringLiteral("any")}, Effect::AtOnce,
            QStringLiteral(
                "which web pages may connect: the hub's own, localhost's and the allowed "
                "ones, or any")),
        withOption(
            texts<hub, admission, &AdmissionRules::allowedSites>(QStringLiteral("allowed-sites"),
                textListForm(allowedSites(), QStringLiteral("https://example.org:8443"), isSite),
                QStringLiteral("web pages of other places that may connect")),
            QStringLiteral("allow-site"), QStringLiteral("ORIGIN"),
            QStringLiteral("Let pages of this site connect, such as https://example.org; may be "
                           "given several times."),
            true),
        texts<hub, admission, &AdmissionRules::hostNames>(QStringLiteral("host-names"),
            textListForm(allowedHostNames(), QStringLiteral("hub.example.org"), isHostName),
            QStringLiteral("names by which browsers may reach the hub, beside the machine's own")),
        text<hub, admission, &AdmissionRules::pin>(QStringLiteral("pin"),
            textForm(allowedPins(), isPinOrNothing), Effect::AtOnce,
            QStringLiteral("what everybody must know who wants to come in")),
        iceServers(),
        withOption(
            flag<hub, &HubConfig::listsPeerJsIds>(QStringLiteral("peerjs-discovery"),
                Effect::AtOnce, QStringLiteral("PeerJS clients may ask which ids are there")),
            QStringLiteral("peerjs-discovery"), {},
            QStringLiteral("Let PeerJS clients ask which ids are there.")),
        flag<hub, &HubConfig::servesMetrics>(QStringLiteral("metrics"), Effect::AtOnce,
            QStringLiteral("answer at /metrics, to this machine and to metrics-from")),
        withOption(texts<hub, &HubConfig::metricsFrom>(QStringLiteral("metrics-from"),
                       textListForm(allowedAddressRanges(), QStringLiteral("192.168.1.0/24"),
                           isAddressRange),
                       QStringLiteral("who may ask at /metrics, beside this machine")),
            QStringLiteral("metrics-from"), QStringLiteral("RANGE"),
            QStringLiteral("Answer this address or range at /metrics, too, such as 192.168.1.20 or "
                           "10.0.0.0/8; may be given several times."),
            true),
        flag<hub, &HubConfig::servesHealth>(QStringLiteral("health"), Effect::AtOnce,
            QStringLiteral("answer at /healthz, /health and /.ok, to anybody")),
        withOption(flag<&Configuration::noLimits>(QStringLiteral("no-limits"), Effect::AtOnce,
                       QStringLiteral("lift limits of rate and count, whatever else says of them; "
                                      "those of memory stay")),
            QStringLiteral("no-limits"), {},
            QStringLiteral("Lift the limits of rate and count, for benchmarks and trusted "
                           "networks. The bounds of memory stay.")),
    };
}

/// How many, and how much each of them may say.
std::vector<Setting> crowdSettings()
{
    return {
        withOption(limit<&Limits::peers>(QStringLiteral("max-peers"), {1, 10'000},
                       QStringLiteral("connections in all; lifted by no-limits")),
            QStringLiteral("max-peers"), QStringLiteral("N"),
            QStringLiteral("Let in so many at most. Default: 500.")),
        limit<&Limits::peersPerAddress>(QStringLiteral("max-peers-per-address"), {1, 10'000},
            QStringLiteral(
                "connections from one address, or one /64 of IPv6; lifted by no-limits")),
        rule<&RuleLimits::peersPerRoom>(QStringLiteral("max-peers-per-room"), {2, 10'000},
            QStringLiteral("peers in one room; lifted by no-limits")),
        rule<&RuleLimits::roomsInAll>(QStringLiteral("max-rooms"), {1, 100'000},
            QStringLiteral("rooms in all; lifted by no-limits")),
        rule<&RuleLimits::roomsPerPeer>(QStringLiteral("max-rooms-per-peer"), {1, 1000},
            QStringLiteral("rooms that one peer may be in, where its protocol knows several")),
        limit<&Limits::messagesPerSecond>(QStringLiteral("messages-per-second"), {1, million},
            QStringLiteral("what one peer may say in the long run; lifted by no-limits")),
        limit<&Limits::messageBurst>(QStringLiteral("message-burst"), {1, million},
            QStringLiteral("messages that one peer may say at once; lifted by no-limits")),
        limit<&Limits::bytesPerSecond>(QStringLiteral("kilobytes-per-second"),
            {1, million, kilobyte},
            QStringLiteral("KiB that one peer may say; lifted by no-limits")),
        limit<&Limits::fanOutBytesPerSecond>(QStringLiteral("fan-out-kilobytes-per-second"),
            {1, 10 * million, kilobyte},
            QStringLiteral("KiB times receivers that one peer may cause; lifted by no-limits")),
        limit<&Limits::warningTime>(QStringLiteral("warning-seconds"), {1, 3600, second},
            QStringLiteral("how long somebody above a rate is told first, and dropped then")),
        limit<&Limits::wireBytesPerSecond>(QStringLiteral("wire-kilobytes-per-second"),
            {64, million, kilobyte},
            QStringLiteral("KiB that may come from one connection, pings and headers included")),
        limit<&Limits::fragmentsPerMessage>(QStringLiteral("max-fragments"), {1, 100'000},
            QStringLiteral("frames that one message may come in")),
        limit<&Limits::unreadableInARow>(QStringLiteral("max-unreadable"), {1, 1000},
            QStringLiteral("unreadable messages in a row that end a connection")),
    };
}

/// What may wait in memory.
std::vector<Setting> memorySettings()
{
    return {
        limit<&Limits::messageBytes>(QStringLiteral("message-kilobytes"), {1, 64, kilobyte},
            QStringLiteral("KiB of one message")),
        limit<&Limits::headBytes>(QStringLiteral("head-kilobytes"), {1, 64, kilobyte},
            QStringLiteral("KiB of a request's head")),
        limit<&Limits::waitingHeads>(QStringLiteral("max-waiting-heads"), {1, 100'000},
            QStringLiteral("connections that have not sent their head yet; lifted by no-limits")),
        limit<&Limits::slowBytes>(QStringLiteral("slow-kilobytes"), {1, 64 * kilobyte, kilobyte},
            QStringLiteral("KiB that wait for a peer from which on it is shown as slow")),
        limit<&Limits::stuckBytes>(QStringLiteral("stuck-kilobytes"), {1, 64 * kilobyte, kilobyte},
            QStringLiteral("KiB that may wait for a peer that reads nothing, for stuck-seconds")),
        limit<&Limits::stuckTime>(QStringLiteral("stuck-seconds"), {1, 3600, second},
            QStringLiteral("how long that may last")),
        limit<&Limits::queueBytes>(QStringLiteral("queue-kilobytes"), {64, 64 * kilobyte, kilobyte},
            QStringLiteral("KiB that may wait for one peer at all")),
        limit<&Limits::allQueuesBytes>(QStringLiteral("all-queues-kilobytes"),
            {64, 4 * million, kilobyte},
            QStringLiteral("KiB that may wait for all peers; the one with the most goes first")),
        limit<&Limits::pongBytes>(QStringLiteral("pong-kilobytes"), {1, 64 * kilobyte, kilobyte},
            QStringLiteral("KiB of answers to pings that a peer may leave unread")),
        rule<&RuleLimits::mailPerSender>(QStringLiteral("mail-per-sender"), {0, 10'000},
            QStringLiteral("messages of one sender that wait for receivers who are not there yet")),
        rule<&RuleLimits::mailBytesPerAddress>(QStringLiteral("mail-kilobytes-per-address"),
            {0, million, kilobyte},
            QStringLiteral("KiB of that from one address, or one /64 of IPv6")),
        rule<&RuleLimits::mailBytesPerReceiver>(QStringLiteral("mail-kilobytes-per-receiver"),
            {0, million, kilobyte}, QStringLiteral("KiB of that for one receiver")),
        rule<&RuleLimits::mailCount>(
            QStringLiteral("max-mail"), {0, million}, QStringLiteral("messages of that in all")),
        rule<&RuleLimits::mailBytes>(QStringLiteral("mail-kilobytes"), {0, million, kilobyte},
            QStringLiteral("KiB of that in all")),
        rule<&RuleLimits::pairingsPerPeer>(QStringLiteral("max-pairings"), {1, 100'000},
            QStringLiteral("sessions of one peer, where its protocol binds two to each other")),
        rule<&RuleLimits::pairingsAskedPerPeer>(QStringLiteral("max-pairings-asked"), {1, 100'000},
            QStringLiteral("sessions that one peer may have asked for")),
        rule<&RuleLimits::pairingsOfTwo>(QStringLiteral("max-pairings-of-two"), {1, 1000},
            QStringLiteral("sessions of the same two peers")),
    };
}

/// How long things may take.
std::vector<Setting> timeSettings()
{
    return {
        limit<&Limits::headTime>(QStringLiteral("head-seconds"), {1, 60, second},
            QStringLiteral("how long a request's head or a TLS handshake may take")),
        limit<&Limits::pinTime>(QStringLiteral("pin-seconds"), {1, 600, second},
            QStringLiteral("how long somebody may take to give the PIN")),
        limit<&Limits::pingEvery>(QStringLiteral("ping-seconds"), {1, 3600, second},
            QStringLiteral("silence after which a peer is pinged")),
        limit<&Limits::silentTime>(QStringLiteral("silent-seconds"), {2, 7200, second},
            QStringLiteral("silence after which a peer is gone")),
        rule<&RuleLimits::resumeTime>(QStringLiteral("resume-seconds"), {0, 3600, second},
            QStringLiteral("how long somebody whose connection broke may come back as the same")),
        rule<&RuleLimits::claimTime>(QStringLiteral("claim-milliseconds"), {100, 60'000},
            QStringLiteral("how long the owner of an id has to answer when another claims it")),
        rule<&RuleLimits::mailTime>(QStringLiteral("mail-milliseconds"), {0, 60'000},
            QStringLiteral("how long mail waits for its receiver")),
        limit<&Limits::greetingPause>(QStringLiteral("greeting-milliseconds"), {1, 10'000},
            QStringLiteral(
                "silence after which a client that waits for the hub's words gets them")),
        limit<&Limits::presencePause>(QStringLiteral("presence-milliseconds"), {0, 10'000},
            QStringLiteral("how long news of who comes and goes may wait for company")),
        limit<&Limits::closeTime>(QStringLiteral("close-milliseconds"), {100, 2000},
            QStringLiteral("how long a goodbye may take")),
    };
}

} // namespace

std::vector<Setting> makeSettingTable()
{
    std::vector<Setting> table;
    for (const auto& part :
        {placeSettings(), offerSettings(), crowdSettings(), memorySettings(), timeSettings()}) {
        table.insert(table.end(), part.begin(), part.end());
    }
    return table;
}

} // namespace Signalbox
