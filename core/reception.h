// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/doorman.h"
#include "core/certifier.h"
#include "core/hubconfig.h"
#include "core/net/frontdoor.h"

#include <QMap>
#include <QObject>
#include <QTimer>

namespace Signalbox {

/// Where the hub is reached: opens and shuts the front door, knows by which addresses and names it
/// is found, and shows it the certificate that fits them. Keeps the state that is told. Knows
/// nobody who is inside.
///
/// Thread: the I/O thread. Owner: the switchboard.
class Reception : public QObject
{
    Q_OBJECT

public:
    /// limits: those of the run; clock, limits and what is called back outlive it.
    Reception(const Limits& limits, const Clock& clock, FrontDoor::Entrance entrance,
        PeerJsPages::Discovery peerJsIds, std::function<QByteArray()> metrics,
        QObject* parent = nullptr);
    ~Reception() override;

    const HubState& state() const { return m_state; }
    bool isAtRest() const; ///< has stopped or failed

    /// Ends in Phase::Listening or Phase::Failed, not always at once.
    void open(const HubConfig& config);

    /// It cannot be opened at all.
    void fail(const HubConfig& config, ListenFailure::Cause cause, const QString& sentence);

    /// Lets other decisions hold from here on. Where it listens stays as it is.
    void configure(const HubConfig& config);

    /// Nobody comes in any more: Phase::Stopping.
    void shut();

    /// And nobody is inside: Phase::Stopped.
    void rest();

    void forgetAuthority();

    /// Something goes wrong, in an English sentence, or no longer: then it is empty.
    void setTrouble(const QString& about, const QString& sentence);

    Doorman& doorman() { return m_doorman; }
    FrontDoor& door() { return m_door; }

Q_SIGNALS:
    void stateChanged(const Signalbox::HubState& state);

private:
    void setPhase(HubState::Phase phase);
    void fail(const ListenFailure& failure);
    void listen();
    void onIdentityReady(const ServerIdentity& identity);
    void onIdentityFailed(const QString& problem);
    void onLackOfDescriptors(bool lacks);
    void encrypt();
    void stopEncrypting();
    void refreshEndpoints();
    QList<Endpoint> endpoints() const;

    HubConfig m_config;
    HubState m_state;
    Doorman m_doorman;
    FrontDoor m_door;
    Certifier m_certifier;
    Credentials m_credentials; ///< what is shown at present
    QTimer m_endpointTimer;
    QTimer m_certificateTimer; ///< looks again whether files have changed or expire
    Troubles m_troubles; ///< what goes wrong at present
};

} // namespace Signalbox
