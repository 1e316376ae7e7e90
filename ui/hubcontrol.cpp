// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/hubcontrol.h"

#include "core/hub.h"

namespace Signalbox {

namespace {

constexpr int portsToTry = 20;
constexpr quint16 firstUnprivilegedPort = 1024;

} // namespace

HubControl::HubControl(Hub& hub, const HubConfig& config, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_config(config)
{
    connect(&hub, &Hub::stateChanged, this, &HubControl::onStateChanged);
}

bool HubControl::isRunning() const
{
    const HubState::Phase phase = m_hub.state().phase;
    return phase == HubState::Phase::Listening || phase == HubState::Phase::Starting;
}

void HubControl::start()
{
    m_triesLeft = 0;
    m_hub.start(m_config);
}

void HubControl::stop()
{
    m_triesLeft = 0;
    m_hub.stop();
}

void HubControl::startOnNextFreePort()
{
    m_triesLeft = portsToTry;
    const int next = m_config.port + 1;
    m_config.port = next > 0xFFFF ? firstUnprivilegedPort : static_cast<quint16>(next);
    m_hub.start(m_config);
}

void HubControl::startOnPort(quint16 port)
{
    m_config.port = port;
    start();
}

void HubControl::startOnEveryInterface()
{
    m_config.listenAddress.clear();
    start();
}

void HubControl::onStateChanged(const HubState& state)
{
    if (state.phase == HubState::Phase::Listening)
        m_triesLeft = 0;
    if (state.phase != HubState::Phase::Failed || m_triesLeft == 0
        || state.failure.cause != ListenFailure::Cause::PortInUse)
        return;
    const int left = m_triesLeft - 1;
    if (left == 0) {
        startOnPort(0); // the system knows a free one
        return;
    }
    startOnNextFreePort();
    m_triesLeft = left;
}

} // namespace Signalbox
