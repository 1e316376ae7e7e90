// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/doorman.h"
#include "core/admission/ipaddress.h"
#include "core/net/descriptors.h"
#include "core/net/frontdoor.h"
#include "core/net/securesocket.h"

#include <QSet>

// How TLS begins at the door.

namespace Signalbox {

namespace {

/// A handshake takes about a millisecond of the processor's time. A class that comes back all at
/// once must not keep those waiting who are there.
constexpr int MostHandshakesInOneTurn = 1;

/// So many may speak TLS before their request is complete: each takes as much memory as a peer. Who
/// comes then waits with its hello, which costs next to nothing.
constexpr WaitingRoom::Bounds MostSecureGuests{128, 32};

/// A handshake that gets on is over long before. One that does not keeps its place only as long as
/// nobody else wants that.
constexpr std::chrono::seconds SureOfItsPlace{1};

} // namespace

void FrontDoor::setEncryption(Encryption encryption, const Credentials& credentials)
{
    m_encryption = encryption;
    const bool speaksTls = encryption != Encryption::Off;
    if (speaksTls) { // those who wait for their first byte still need it otherwise
        m_tls = SecureSocket::speaking(credentials);
    }
    m_listener.leaveBare(speaksTls);
}

void FrontDoor::onFirstByte(FirstByte* guest, FirstByte::Kind kind)
{
    switch (kind) {
    case FirstByte::Kind::Plain:
        replace(guest, makePlain(guest->release()));
        break;
    case FirstByte::Kind::Tls:
        m_hurried.leave(guest); // it is the hub for which it waits until its handshake begins
        m_handshakes.push_front(guest);
        m_handshakeTimer.start();
        break;
    case FirstByte::Kind::Garbled: // which OpenSSL would say as well, for much more
        m_surroundings.doorman.noteFailure(m_waiting.addressOf(guest));
        Q_EMIT rejected(
            Rejection::BadTls, m_waiting.addressOf(guest), QStringLiteral("no ClientHello"));
        drop(guest);
        break;
    case FirstByte::Kind::Gone:
        drop(guest);
        break;
    }
}

/// Who came last comes first: however many wait there who mean nothing by it, whoever comes in
/// earnest does not wait for them.
void FrontDoor::shakeHands()
{
    QSet<QString> crowded; // where nobody may go who has come from there
    int begun = 0;
    for (auto next = m_handshakes.begin();
         next != m_handshakes.end() && begun < MostHandshakesInOneTurn;) {
        FirstByte* guest = *next;
        const QString address = m_waiting.addressOf(guest);
        const QString block = blockOf(address);
        if (crowded.contains(block) || !makeRoomForTls(address)) {
            crowded.insert(block);
            ++next;
            continue;
        }
        ++begun;
        next = m_handshakes.erase(next);
        QTcpSocket* socket = makeSecure(guest->release());
        if (socket != nullptr) {
            m_secure.enter(socket, address, m_surroundings.clock.now());
            hurry(socket, address);
        }
        replace(guest, socket);
    }
    if (begun == 0) {
        m_handshakeTimer.stop(); // until somebody comes or goes, or a place is sure no longer
    }
}

/// Who has shaken hands and says nothing makes room: most likely a browser has opened a connection
/// on the off chance. So does who does not get on with it.
bool FrontDoor::makeRoomForTls(const QString& address)
{
    if (m_secure.hasRoom(address, MostSecureGuests)) {
        return true;
    }
    const Moment unsure = m_surroundings.clock.now() - SureOfItsPlace;
    const auto mayGo = [this, unsure](QObject* guest) {
        return m_secure.isHereSince(guest, unsure) || static_cast<SecureSocket*>(guest)->hasBegun();
    };
    QObject* oldest = m_secure.superfluous(address, MostSecureGuests, mayGo);
    if (oldest == nullptr) {
        return false;
    }
    Q_EMIT rejected(Rejection::TooManyWaiting, m_secure.addressOf(oldest), {});
    drop(oldest);
    return true;
}

QTcpSocket* FrontDoor::makeSecure(qintptr descriptor)
{
    auto socket = std::make_unique<SecureSocket>(this);
    if (!socket->adopt(descriptor, m_tls)) {
        closeDescriptor(descriptor);
        return nullptr;
    }
    return socket.release();
}

/// One that OpenSSL does not take, or that the other side gave up, or that stalled.
void FrontDoor::rejectHandshake(SecureSocket* socket)
{
    const QString address = m_waiting.addressOf(socket);
    if (socket->isGarbled()) {
        m_surroundings.doorman.noteFailure(address);
    }
    Q_EMIT rejected(Rejection::BadTls, address, socket->trouble());
    drop(socket);
}

} // namespace Signalbox
