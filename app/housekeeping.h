// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/ctldesk.h"
#include "app/ctlserver.h"
#include "app/hangup.h"
#include "app/program.h"
#include "app/servicenotice.h"
#include "app/sleepinhibitor.h"
#include "app/statelock.h"
#include "core/hub.h"
#include "core/operation/eventlog.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Signalbox {

/// All that goes with a hub and that no peer sees: its log, "ctl", the words to the service
/// manager, and reading the configuration again.
///
/// Thread: main. Owner: HubRun.
class Housekeeping : public QObject
{
    Q_OBJECT

public:
    /// hub and lock outlive it.
    Housekeeping(Hub& hub, const StateLock& lock, const ProgramOptions& options,
        OptionsReader readAgain, QObject* parent = nullptr);
    ~Housekeeping() override;

    /// What the hub is to be started with: as configured, in the folder that is its own. Once.
    HubConfig takePlace();

    /// What is wrong with the settings that the window keeps, as a sentence; empty: nothing is.
    void setSettingsTrouble(const QString& sentence);

    /// Where the log goes from here on, as of HubConfig::log.
    void setLog(const QString& path);

    /// To be told first of what becomes of the hub.
    void follow(const HubState& state);

Q_SIGNALS:
    /// Somebody wants the program to end.
    void stopRequested();

    /// Words for people, a sentence.
    void said(const QString& sentence);

    /// The configuration was read again, and the hub goes by it. read: with the folder that it has.
    void reconfigured(const Signalbox::ProgramOptions& read);

private:
    void listenForCtl(const QString& folder);
    void note(const QString& kind, const QJsonObject& details = {});
    void noteListening();
    void reload();
    void take(const OptionsOrError& found);
    void beat();
    void noteTroubles(const Troubles& before);
    QString statusText() const;

    Hub& m_hub;
    const StateLock& m_lock;
    const QString m_profile;
    const OptionsReader m_readAgain;
    HubConfig m_config;
    QString m_logPath;
    HubState m_state;
    std::unique_ptr<EventLog> m_log; ///< nullptr: none is kept
    CtlDesk m_desk;
    std::unique_ptr<CtlServer> m_ctl;
    Hangup m_hangup;
    ServiceNotice m_notice;
    SleepInhibitor m_inhibitor;
    QTimer m_beat; ///< asks the hub whether it lives, and who is there
    int m_connections = 0;
};

} // namespace Signalbox
