// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/hubrun.h"

#include <cstdio>
#include <utility>

namespace Signalbox {

namespace {

using Phase = HubState::Phase;

void printLine(FILE* stream, const QString& line)
{
    // Nobody may be reading; that is no reason to stop serving.
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

QString causeText(const ListenFailure& failure)
{
    switch (failure.cause) {
    case ListenFailure::Cause::PortInUse:
        return QStringLiteral("another program uses this port");
    case ListenFailure::Cause::NotPermitted:
        return QStringLiteral("this needs a permission that the program does not have");
    case ListenFailure::Cause::AddressNotAvailable:
        return QStringLiteral("this computer does not have this address");
    case ListenFailure::Cause::BadAddress:
        return QStringLiteral("this is not an IP address");
    case ListenFailure::Cause::NoCertificate:
        return QStringLiteral("there is no certificate to show");
    case ListenFailure::Cause::StateUnreadable:
        return QStringLiteral("what the hub keeps cannot be read");
    case ListenFailure::Cause::Other:
        break;
    }
    return QStringLiteral("the system refused");
}

/// Whether it is what was configured that is wrong, and not the place to listen.
int exitCodeFor(ListenFailure::Cause cause)
{
    const bool isConfiguration = cause == ListenFailure::Cause::NoCertificate
        || cause == ListenFailure::Cause::StateUnreadable;
    return isConfiguration ? ExitBadUsage : ExitCannotListen;
}

} // namespace

QString listenFailureText(const ListenFailure& failure)
{
    const QString address
        = failure.address.isEmpty() ? QStringLiteral("every interface") : failure.address;
    const QString systemText = failure.systemText.isEmpty()
        ? QString()
        : QStringLiteral(" (%1)").arg(failure.systemText);
    return QStringLiteral("Cannot listen on %1, port %2: %3%4.")
        .arg(address, QString::number(failure.port), causeText(failure), systemText);
}

HubRun::HubRun(const ProgramOptions& options, OptionsReader readAgain, QObject* parent)
    : QObject(parent)
    , m_lock(options.stateFolder())
    , m_house(m_hub, m_lock, options, std::move(readAgain))
{
    connect(&m_house, &Housekeeping::said, this, [](const QString& sentence) {
        printLine(stderr, QStringLiteral("signalbox: ") + sentence);
    });
    connect(&m_house, &Housekeeping::stopRequested, this, &HubRun::end);
    connect(&m_house, &Housekeeping::reconfigured, this, &HubRun::reconfigured);
    connect(&m_hub, &Hub::stateChanged, this, &HubRun::follow);
    connect(&m_termination, &Termination::requested, this, &HubRun::end);
    m_config = m_house.takePlace();
}

HubRun::~HubRun() = default;

void HubRun::start()
{
    m_hub.start(m_config);
}

void HubRun::printAddresses(const HubState& state)
{
    for (const Endpoint& endpoint : state.endpoints) {
        if (state.encryption != Encryption::Required) {
            printLine(stdout, QStringLiteral("Listening on ") + endpoint.socketUrl());
        }
        if (state.encryption != Encryption::Off) {
            printLine(stdout,
                QStringLiteral("Listening on ") + endpoint.socketUrl(Endpoint::Transport::Secure));
        }
    }
}

void HubRun::end()
{
    if (m_ending) {
        return;
    }
    m_ending = true;
    if (m_phase == Phase::Stopped || m_phase == Phase::Failed) {
        Q_EMIT ended();
    } else {
        m_hub.stop();
    }
}

void HubRun::follow(const HubState& state)
{
    const Phase before = m_phase;
    m_phase = state.phase;
    if (state.phase == before) {
        m_house.follow(state); // something else about it changed, such as a trouble
        return;
    }
    if (state.phase == Phase::Listening) {
        printAddresses(state);
    }
    m_house.follow(state); // after those lines: the log may go to the same stream
    if (state.phase == Phase::Failed) {
        printLine(stderr, QStringLiteral("signalbox: ") + listenFailureText(state.failure));
        Q_EMIT failed(exitCodeFor(state.failure.cause));
    }
    if (m_ending && (state.phase == Phase::Stopped || state.phase == Phase::Failed)) {
        Q_EMIT ended();
    }
}

} // namespace Signalbox
