// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

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
    explicit HubRun(QObject* parent = nullptr);
    ~HubRun() override;

    Hub& hub() { return m_hub; }
    void start(const HubConfig& config);

Q_SIGNALS:
    /// The hub cannot listen; standard error has the reason.
    void failed();

    /// The system asked for the end, and nobody is connected any more.
    void ended();

private:
    void end();
    void follow(const Signalbox::HubState& state);

    Hub m_hub;
    Termination m_termination;
    HubState::Phase m_phase = HubState::Phase::Stopped;
    bool m_ending = false;
};

/// Why the hub does not listen, as a sentence that names address, port and cause.
QString listenFailureText(const ListenFailure& failure);

} // namespace Signalbox
