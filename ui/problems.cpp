// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/problems.h"

#include "ui/hubcontrol.h"
#include "ui/plaintext.h"

#include <QApplication>
#include <QClipboard>

#include <algorithm>

namespace Signalbox {

namespace {

using Cause = ListenFailure::Cause;

constexpr quint16 usualPort = 8080;
constexpr qsizetype longest = 400; ///< of the system's words

QString addressText(const ListenFailure& failure)
{
    return failure.address.isEmpty() ? QCoreApplication::translate("Problems", "every interface")
                                     : isolated(plain(failure.address));
}

BarMessage::Button copyButton(const QString& text)
{
    return {QCoreApplication::translate("Problems", "Copy error"),
        [text] { QApplication::clipboard()->setText(text); }};
}

/// about: as of Troubles.
QString troubleText(const QString& about, const QString& details)
{
    if (about == QLatin1String("bans")) {
        return QCoreApplication::translate(
            "Problems", "The list of bans cannot be read or kept as it should be: %1")
            .arg(details);
    }
    if (about == QLatin1String("certificate")) {
        return QCoreApplication::translate(
            "Problems", "There is no certificate, or no newer one, to encrypt with: %1")
            .arg(details);
    }
    if (about == QLatin1String("descriptors")) {
        return QCoreApplication::translate("Problems",
            "Nobody else can come in until others leave: the system allows this program no more "
            "connections. Whoever is connected stays. To let more in, raise the limit of open "
            "files (ulimit -n, or LimitNOFILE of the service) and start Signalbox again.");
    }
    if (about == QLatin1String("settings")) {
        return QCoreApplication::translate(
            "Problems", "The settings cannot be read or kept as they should be: %1")
            .arg(details);
    }
    if (about == QLatin1String("log")) {
        return QCoreApplication::translate("Problems", "The log is not kept as it should be: %1")
            .arg(details);
    }
    if (about == QLatin1String("folder")) {
        return QCoreApplication::translate("Problems",
            "The hub has no folder of its own, so that it keeps neither bans nor certificates: %1")
            .arg(details);
    }
    return details;
}

} // namespace

QString failureText(const ListenFailure& failure)
{
    switch (failure.cause) {
    case Cause::PortInUse:
        return QCoreApplication::translate(
            "Problems", "Port %1 is already in use by another program, or by another Signalbox.")
            .arg(failure.port);
    case Cause::NotPermitted:
        return QCoreApplication::translate(
            "Problems", "This user may not listen on port %1. Ports below 1024 are for the system.")
            .arg(failure.port);
    case Cause::AddressNotAvailable:
        return QCoreApplication::translate(
            "Problems", "This computer does not have the address %1.")
            .arg(addressText(failure));
    case Cause::BadAddress:
        return QCoreApplication::translate("Problems", "%1 is not an IP address.")
            .arg(addressText(failure));
    case Cause::NoCertificate:
        return QCoreApplication::translate(
            "Problems", "The hub cannot encrypt: there is no certificate that it can show. %1")
            .arg(isolated(plain(failure.systemText, longest)));
    case Cause::StateUnreadable:
        return QCoreApplication::translate("Problems",
            "The hub's own files cannot be read, so that it would not know who is banned. %1")
            .arg(isolated(plain(failure.systemText, longest)));
    case Cause::Other:
        break;
    }
    return QCoreApplication::translate("Problems", "The hub cannot listen on %1, port %2: %3")
        .arg(addressText(failure), QString::number(failure.port),
            isolated(plain(failure.systemText)));
}

BarMessage listenProblem(const ListenFailure& failure, HubControl& control)
{
    BarMessage message;
    message.id = listenProblemId;
    message.severity = BarMessage::Severity::Problem;
    message.text = failureText(failure);
    const BarMessage::Button retry{
        QCoreApplication::translate("Problems", "Retry"), [&control] { control.start(); }};
    switch (failure.cause) {
    case Cause::PortInUse:
        message.buttons += {QCoreApplication::translate("Problems", "Use next free port"),
            [&control] { control.startOnNextFreePort(); }};
        message.buttons += retry;
        break;
    case Cause::NotPermitted:
        message.buttons += {QCoreApplication::translate("Problems", "Use port %1").arg(usualPort),
            [&control] { control.startOnPort(usualPort); }};
        break;
    case Cause::AddressNotAvailable:
    case Cause::BadAddress:
        message.buttons += {QCoreApplication::translate("Problems", "Listen on all interfaces"),
            [&control] { control.startOnEveryInterface(); }};
        message.buttons += retry;
        break;
    case Cause::NoCertificate:
        message.buttons += {QCoreApplication::translate("Problems", "Start without encryption"),
            [&control] { control.startUnencrypted(); }};
        message.buttons += retry;
        break;
    case Cause::StateUnreadable:
    case Cause::Other:
        message.buttons += retry;
        break;
    }
    const QString details = failure.systemText.isEmpty()
        ? message.text
        : message.text + u'\n' + plain(failure.systemText);
    message.buttons += copyButton(withoutIsolates(details));
    return message;
}

bool lacksNetwork(const HubState& state, const HubConfig& config)
{
    // Who listens on one address chose it, the loopback included.
    return state.phase == HubState::Phase::Listening && config.listenAddress.isEmpty()
        && std::all_of(state.endpoints.cbegin(), state.endpoints.cend(),
            [](const Endpoint& endpoint) { return endpoint.onlyThisMachine; });
}

BarMessage noNetworkMessage()
{
    BarMessage message;
    message.id = noNetworkId;
    message.severity = BarMessage::Severity::Info;
    message.text = QCoreApplication::translate(
        "Problems", "Only this computer can reach the hub: no network is connected.");
    return message;
}

BarMessage troublesMessage(const HubState& state)
{
    QStringList lines;
    for (auto trouble = state.troubles.begin(); trouble != state.troubles.end(); ++trouble) {
        lines += troubleText(trouble.key(), isolated(plain(*trouble, longest)));
    }
    BarMessage message;
    message.id = troublesId;
    message.severity = BarMessage::Severity::Problem;
    message.text = lines.join(u'\n');
    message.buttons += copyButton(withoutIsolates(message.text));
    return message;
}

} // namespace Signalbox
