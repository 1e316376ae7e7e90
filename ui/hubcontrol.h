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
    bool isRunning() const; ///< or about to run

    void start();
    void stop();

    /// Ports after the one in the settings, until one is free. It stays the one of this run.
    void startOnNextFreePort();
    void startOnPort(quint16 port);
    void startOnEveryInterface();

Q_SIGNALS:
    /// The hub's state, without the ports that were tried in vain while more are tried.
    void stateChanged(const Signalbox::HubState& state);

private:
    void tryNextPort();
    void onStateChanged(const HubState& state);

    Hub& m_hub;
    HubConfig m_config;
    int m_triesLeft = 0; ///< after the present one
    bool m_searching = false; ///< for a free port
};

} // namespace Signalbox
