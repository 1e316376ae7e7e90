// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"

#include <QObject>

namespace Signalbox {

class Hub;

/// Starting and stopping as the window's owner asks for it, with the settings of this run. It tries
/// further ports where it was told to, keeps its failures on the way to itself, and shows nothing.
///
/// Thread: GUI. Owner: the main window.
class HubControl : public QObject
{
    Q_OBJECT

public:
    HubControl(Hub& hub, const HubConfig& config, QObject* parent = nullptr);

    const HubConfig& config() const { return m_config; }
    const HubConfig& running() const { return m_running; } ///< as it was at the last start
    bool isRunning() const; ///< or about to run

    /// Lets other decisions hold from here on; where it listens, from the next start on.
    void setConfig(const HubConfig& config);

    /// What was read again from outside, and what the hub follows already: the next decision here
    /// builds on it. Where it says the same about the address and the port as what was read
    /// before, those of this run stay.
    void adopt(const HubConfig& config);

    void start();
    void stop();

    /// Ports after the one in the settings, until one is free. It stays the one of this run.
    void startOnNextFreePort();
    void startOnPort(quint16 port);
    void startOnEveryInterface();
    void startUnencrypted();

    /// Stops, and starts as soon as it has stopped.
    void restart();

Q_SIGNALS:
    /// The hub's state, without the ports that were tried in vain while more are tried.
    void stateChanged(const Signalbox::HubState& state);

    /// Something else holds, whoever decided it.
    void configChanged(const Signalbox::HubConfig& config);

    /// The owner has decided something here that is to hold for further runs too.
    void decided(const Signalbox::HubConfig& config);

private:
    void decide(const HubConfig& config);
    void launch();
    void tryNextPort();
    void onStateChanged(const HubState& state);

    Hub& m_hub;
    HubConfig m_config;
    HubConfig m_adopted; ///< the last from outside
    HubConfig m_lasting; ///< has the address and the port for further runs
    HubConfig m_running;
    int m_triesLeft = 0; ///< after the present one
    bool m_searching = false; ///< for a free port
    bool m_restarting = false;
};

} // namespace Signalbox
