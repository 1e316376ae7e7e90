// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/hubcontrol.h"

#include "core/hub.h"

#include <utility>

namespace Signalbox {

namespace {

constexpr int portsToTry = 20;
constexpr quint16 firstUnprivilegedPort = 1024;

} // namespace

HubControl::HubControl(Hub& hub, const HubConfig& config, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_config(config)
    , m_adopted(config)
    , m_lasting(config)
    , m_running(config)
{
    connect(&hub, &Hub::stateChanged, this, &HubControl::onStateChanged);
}

bool HubControl::isRunning() const
{
    const HubState::Phase phase = m_hub.state().phase;
    return phase == HubState::Phase::Listening || phase == HubState::Phase::Starting;
}

void HubControl::setConfig(const HubConfig& config)
{
    m_hub.configure(config);
    decide(config);
}

void HubControl::decide(const HubConfig& config)
{
    // Of this run the port and the address may be makeshifts: only those that are chosen here last.
    if (config.port != m_config.port) {
        m_lasting.port = config.port;
    }
    if (config.listenAddress != m_config.listenAddress) {
        m_lasting.listenAddress = config.listenAddress;
    }
    m_config = config;
    Q_EMIT configChanged(config);
    HubConfig lasting = config;
    lasting.port = m_lasting.port;
    lasting.listenAddress = m_lasting.listenAddress;
    Q_EMIT decided(lasting);
}

void HubControl::adopt(const HubConfig& config)
{
    const HubConfig ours = std::exchange(m_config, config);
    if (config.port == m_adopted.port) {
        m_config.port = ours.port;
    } else {
        m_lasting.port = config.port;
    }
    if (config.listenAddress == m_adopted.listenAddress) {
        m_config.listenAddress = ours.listenAddress;
    } else {
        m_lasting.listenAddress = config.listenAddress;
    }
    m_adopted = config;
    Q_EMIT configChanged(m_config);
}

void HubControl::restart()
{
    if (!isRunning()) {
        start();
        return;
    }
    m_restarting = true;
    m_searching = false;
    m_hub.stop();
}

void HubControl::start()
{
    m_searching = false;
    launch();
}

void HubControl::launch()
{
    m_running = m_config;
    m_hub.start(m_config);
}

void HubControl::stop()
{
    m_restarting = false;
    m_searching = false;
    m_hub.stop();
}

void HubControl::startOnNextFreePort()
{
    m_searching = true;
    m_triesLeft = portsToTry;
    tryNextPort();
}

void HubControl::tryNextPort()
{
    --m_triesLeft;
    const int next = m_config.port + 1;
    if (m_triesLeft == 0) {
        m_config.port = 0; // the system knows a free one
    } else {
        m_config.port = next > 0xFFFF ? firstUnprivilegedPort : static_cast<quint16>(next);
    }
    launch();
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

void HubControl::startUnencrypted()
{
    HubConfig config = m_config;
    config.tls.encryption = Encryption::Off;
    decide(config);
    start();
}

void HubControl::onStateChanged(const HubState& state)
{
    const bool portInUse = state.phase == HubState::Phase::Failed
        && state.failure.cause == ListenFailure::Cause::PortInUse;
    if (m_searching && portInUse && m_triesLeft > 0) {
        tryNextPort();
        return;
    }
    if (m_searching && state.phase == HubState::Phase::Listening) {
        m_config.port = state.port;
    }
    if (state.phase != HubState::Phase::Starting) {
        m_searching = false;
    }
    Q_EMIT stateChanged(state);
    if (m_restarting && state.phase == HubState::Phase::Stopped) {
        m_restarting = false;
        start();
    }
}

} // namespace Signalbox
