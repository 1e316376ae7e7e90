// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/housekeeping.h"
#include "app/program.h"
#include "app/statelock.h"
#include "app/termination.h"
#include "core/hub.h"

namespace Signalbox {

/// One run of the hub, as the program's surroundings see it: says on standard output where it
/// listens, on standard error why it cannot, and stops it when the system asks. Knows no window.
///
/// Thread: main. Owner: runHeadless() or runWindow().
class HubRun : public QObject
{
    Q_OBJECT

public:
    explicit HubRun(const ProgramOptions& options, OptionsReader readAgain = readFilesAgain,
        QObject* parent = nullptr);
    ~HubRun() override;

    Hub& hub() { return m_hub; }
    const HubConfig& config() const { return m_config; } ///< what the hub is started with
    void start();

    /// As of Housekeeping.
    void setLog(const QString& path) { m_house.setLog(path); }
    void setSettingsTrouble(const QString& sentence) { m_house.setSettingsTrouble(sentence); }

Q_SIGNALS:
    /// The hub cannot listen; standard error has the reason. exitCode: what a program ends with
    /// that does nothing else.
    void failed(int exitCode);

    /// The system asked for the end, and nobody is connected any more.
    void ended();

    /// As of Housekeeping.
    void reconfigured(const Signalbox::ProgramOptions& read);

private:
    void end();
    void follow(const Signalbox::HubState& state);
    static void printAddresses(const HubState& state);

    StateLock m_lock; ///< goes after the hub, which writes to the end
    Hub m_hub;
    Termination m_termination;
    Housekeeping m_house;
    HubConfig m_config;
    HubState::Phase m_phase = HubState::Phase::Stopped;
    bool m_ending = false;
};

/// Why the hub does not listen, as a sentence that names address, port or files, and cause.
QString listenFailureText(const ListenFailure& failure);

} // namespace Signalbox
