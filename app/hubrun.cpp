// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/hubrun.h"

#include <cstdio>

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
    case ListenFailure::Cause::Other:
        break;
    }
    return QStringLiteral("the system refused");
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

HubRun::HubRun(QObject* parent)
    : QObject(parent)
{
    connect(&m_hub, &Hub::stateChanged, this, &HubRun::follow);
    connect(&m_termination, &Termination::requested, this, &HubRun::end);
}

HubRun::~HubRun() = default;

void HubRun::start(const HubConfig& config)
{
    m_hub.start(config);
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
        return; // the endpoints changed, not whether it listens
    }
    if (state.phase == Phase::Listening) {
        for (const Endpoint& endpoint : state.endpoints) {
            printLine(stdout, QStringLiteral("Listening on ") + endpoint.socketUrl());
        }
    } else if (state.phase == Phase::Failed) {
        printLine(stderr, QStringLiteral("signalbox: ") + listenFailureText(state.failure));
        Q_EMIT failed();
    }
    if (m_ending && (state.phase == Phase::Stopped || state.phase == Phase::Failed)) {
        Q_EMIT ended();
    }
}

} // namespace Signalbox
