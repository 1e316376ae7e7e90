// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/reception.h"

#include "core/net/addresses.h"
#include "core/net/descriptors.h"

#include <QHostInfo>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

constexpr auto LookForNetworksEvery = 3s;
constexpr auto LookForCertificatesEvery = 1min;

const QString CertificateTrouble = QStringLiteral("certificate");
const QString DescriptorTrouble = QStringLiteral("descriptors");

/// The machine's own names, in lowercase.
QStringList hostNames()
{
    QStringList names{QStringLiteral("localhost")};
    const QString host = QHostInfo::localHostName().toLower();
    if (!host.isEmpty()) {
        const QString bare = host.section(u'.', 0, 0);
        names += {host, bare, bare + QStringLiteral(".local")};
        names.removeDuplicates();
    }
    return names;
}

/// By what the machine is reached, whatever the hub listens on. listed: by the owner.
LocalAuthority::Names names(const QStringList& listed)
{
    LocalAuthority::Names names;
    const QList<LocalAddress> local = localAddresses();
    for (const LocalAddress& one : local) {
        names.addresses.append(displayAddress(one.address));
    }
    names.hosts = hostNames() + listed;
    return names;
}

} // namespace

Reception::Reception(const Limits& limits, const Clock& clock, FrontDoor::Entrance entrance,
    PeerJsPages::Discovery peerJsIds, std::function<QByteArray()> metrics, QObject* parent)
    : QObject(parent)
    , m_doorman(clock)
    , m_door(
          {limits, clock, m_doorman, std::move(entrance), std::move(peerJsIds), std::move(metrics)})
{
    m_endpointTimer.setInterval(LookForNetworksEvery);
    m_certificateTimer.setInterval(LookForCertificatesEvery);
    connect(&m_door, &FrontDoor::lacksDescriptors, this, &Reception::onLackOfDescriptors);
    connect(&m_endpointTimer, &QTimer::timeout, this, &Reception::refreshEndpoints);
    connect(&m_certificateTimer, &QTimer::timeout, &m_certifier, &Certifier::lookAgain);
    connect(&m_certifier, &Certifier::ready, this, &Reception::onIdentityReady);
    connect(&m_certifier, &Certifier::failed, this, &Reception::onIdentityFailed);
}

Reception::~Reception() = default;

bool Reception::isAtRest() const
{
    return m_state.phase == HubState::Phase::Stopped || m_state.phase == HubState::Phase::Failed;
}

void Reception::open(const HubConfig& config)
{
    m_config = config;
    m_state.failure = {};
    m_doorman.setRules(config.admission, hostNames());
    m_door.tellHealth(config.servesHealth);
    m_door.tellMetricsTo(config.metricsFrom);
    setPhase(HubState::Phase::Starting);
    if (config.tls.encryption == Encryption::Off) {
        listen();
    } else {
        m_certifier.want(config.tls, config.stateFolder, names(config.admission.hostNames));
    }
}

void Reception::fail(const HubConfig& config, ListenFailure::Cause cause, const QString& sentence)
{
    fail({cause, config.listenAddress, config.port, sentence});
}

void Reception::fail(const ListenFailure& failure)
{
    stopEncrypting();
    m_state.failure = failure;
    setPhase(HubState::Phase::Failed);
}

void Reception::listen()
{
    if (const auto failure = m_door.listen(m_config.listenAddress, m_config.port)) {
        fail(*failure);
        return;
    }
    m_state.port = m_door.port();
    m_state.endpoints = endpoints();
    m_endpointTimer.start();
    setPhase(HubState::Phase::Listening);
}

void Reception::configure(const HubConfig& config)
{
    if (isAtRest()) {
        return;
    }
    const bool changesEncryption = config.tls != m_config.tls;
    const HubConfig before = std::exchange(m_config, config);
    m_config.listenAddress = before.listenAddress;
    m_config.port = before.port;
    m_config.stateFolder = before.stateFolder;
    m_doorman.setRules(config.admission, hostNames());
    m_door.tellHealth(config.servesHealth);
    m_door.tellMetricsTo(config.metricsFrom);
    if (m_state.phase == HubState::Phase::Stopping) {
        return;
    }
    if (!changesEncryption) {
        if (!m_certifier.rename(names(config.admission.hostNames))) {
            m_certifier.lookAgain(); // the owner may have renewed the files
        }
        return;
    }
    if (config.tls.encryption != Encryption::Off) {
        if (m_state.encryption != Encryption::Off) { // whatever becomes of the next certificate
            encrypt();
            Q_EMIT stateChanged(m_state);
        }
        m_certificateTimer.start();
        m_certifier.want(config.tls, m_config.stateFolder, names(config.admission.hostNames));
    } else if (m_state.phase == HubState::Phase::Starting) {
        m_certifier.rest();
        listen();
    } else {
        stopEncrypting();
        Q_EMIT stateChanged(m_state);
    }
}

void Reception::onIdentityReady(const ServerIdentity& identity)
{
    m_credentials = identity.credentials;
    encrypt();
    m_door.setAuthority({identity.authority.pem, identity.authority.der});
    m_state.authorityFingerprint = identity.authority.fingerprint();
    m_state.authorityThumbprint = identity.authority.thumbprint();
    m_certificateTimer.start();
    if (m_state.phase == HubState::Phase::Starting) {
        listen();
    } else {
        Q_EMIT stateChanged(m_state);
    }
    setTrouble(CertificateTrouble, {});
}

/// Whoever listens already goes on with what there is.
void Reception::onIdentityFailed(const QString& problem)
{
    if (m_state.phase == HubState::Phase::Starting) {
        fail({ListenFailure::Cause::NoCertificate, m_config.listenAddress, m_config.port, problem});
    } else {
        setTrouble(CertificateTrouble, problem);
    }
}

void Reception::onLackOfDescriptors(bool lacks)
{
    setTrouble(DescriptorTrouble,
        lacks ? QStringLiteral("The system allows this program %1 open files and connections, and "
                               "they are used up but for a reserve.")
                    .arg(mostDescriptors())
              : QString());
}

/// As is wanted, with what there is.
void Reception::encrypt()
{
    m_door.setEncryption(m_config.tls.encryption, m_credentials);
    m_state.encryption = m_config.tls.encryption;
}

void Reception::stopEncrypting()
{
    m_credentials = {};
    m_certifier.rest();
    m_certificateTimer.stop();
    m_door.setEncryption(Encryption::Off, {});
    m_door.setAuthority({});
    m_state.encryption = Encryption::Off;
    m_state.authorityFingerprint.clear();
    m_state.authorityThumbprint.clear();
    setTrouble(CertificateTrouble, {});
}

void Reception::shut()
{
    m_door.shut();
    m_endpointTimer.stop();
    setTrouble(DescriptorTrouble, {}); // nobody has to wait who cannot come
    m_state.port = 0;
    m_state.endpoints.clear();
    stopEncrypting();
    setPhase(HubState::Phase::Stopping);
}

void Reception::rest()
{
    setPhase(HubState::Phase::Stopped);
}

void Reception::forgetAuthority()
{
    m_certifier.forgetAuthority(m_config.stateFolder);
}

void Reception::setTrouble(const QString& about, const QString& sentence)
{
    if (m_troubles.value(about) == sentence) {
        return;
    }
    if (sentence.isEmpty()) {
        m_troubles.remove(about);
    } else {
        m_troubles.insert(about, sentence);
    }
    m_state.troubles = m_troubles;
    Q_EMIT stateChanged(m_state);
}

void Reception::setPhase(HubState::Phase phase)
{
    m_state.phase = phase;
    Q_EMIT stateChanged(m_state);
}

void Reception::refreshEndpoints()
{
    const QList<Endpoint> found = endpoints();
    if (found != m_state.endpoints) {
        m_state.endpoints = found;
        m_certifier.rename(names(m_config.admission.hostNames));
        Q_EMIT stateChanged(m_state);
    }
}

QList<Endpoint> Reception::endpoints() const
{
    return rankEndpoints(
        localAddresses(), preferredAddress(), m_config.listenAddress, m_state.port);
}

} // namespace Signalbox
