// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"

#include "core/admission/doorman.h"
#include "core/net/addresses.h"
#include "core/net/descriptors.h"
#include "core/net/pages.h"
#include "core/net/peersocket.h"
#include "core/net/securesocket.h"

#include <limits>
#include <utility>

// How a connection comes to the door, and goes; what is said there stands in frontdoortalk.cpp.

namespace Signalbox {

namespace {

/// One read from the network: bounds the work of one loop turn. Anything below the largest
/// frame and its header would stall QWebSocket for ever.
constexpr qint64 ReadBuffer = 128 * 1024;

constexpr std::chrono::milliseconds OverdueCheck{250};

/// So many come in or are ended before whoever is inside has their turn again. One costs as much as
/// relaying some messages. Who makes another go counts as several: as long as there is no siege
/// nobody does, so that no class that comes in at once waits for it.
constexpr int MostArrivalsInOneTurn = 16;
constexpr int ShareOfWhoDisplaces = 4;
constexpr int MostEndsInOneTurn = 8;

/// How long somebody of an address with which there is no patience may take to bring a request. It
/// is enough for a browser on a bad network, which says what it wants at once.
constexpr std::chrono::seconds HurriedTime{1};

ListenFailure::Cause causeOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return ListenFailure::Cause::PortInUse;
    case QAbstractSocket::SocketAccessError:
        return ListenFailure::Cause::NotPermitted;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return ListenFailure::Cause::AddressNotAvailable;
    default:
        return ListenFailure::Cause::Other;
    }
}

} // namespace

FrontDoor::FrontDoor(Surroundings surroundings, QObject* parent)
    : QObject(parent)
    , m_surroundings(std::move(surroundings))
    , m_listener(m_surroundings.clock)
    , m_upgrader(QStringLiteral("Signalbox"), QWebSocketServer::NonSecureMode)
{
    // Every socket is taken at once, so this bounds nothing; it only must not drop a burst.
    m_upgrader.setMaxPendingConnections(std::numeric_limits<int>::max());
    m_overdueTimer.setInterval(OverdueCheck);
    m_handshakeTimer.setInterval(0);
    m_acceptTimer.setInterval(0);
    m_acceptTimer.setSingleShot(true);
    connect(&m_acceptTimer, &QTimer::timeout, this, &FrontDoor::acceptAll);
    connect(&m_listener, &QTcpServer::newConnection, this, &FrontDoor::acceptSoon);
    connect(&m_listener, &Listener::lacksDescriptors, this, [this] {
        Q_EMIT rejected(Rejection::NoDescriptors, {}, {});
        Q_EMIT lacksDescriptors(true);
    });
    connect(&m_listener, &Listener::hasDescriptorsAgain, this,
        [this] { Q_EMIT lacksDescriptors(false); });
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &FrontDoor::onUpgraded);
    connect(&m_handshakeTimer, &QTimer::timeout, this, &FrontDoor::shakeHands);
    connect(&m_overdueTimer, &QTimer::timeout, this, qOverload<>(&FrontDoor::dropOverdue));
}

FrontDoor::~FrontDoor()
{
    shut();
}

std::optional<ListenFailure> FrontDoor::listen(const QString& address, quint16 port)
{
    QHostAddress host(QHostAddress::Any);
    if (!address.isEmpty() && !host.setAddress(address)) {
        return ListenFailure{ListenFailure::Cause::BadAddress, address, port, {}};
    }
    if (m_listener.listen(host, port)) {
        return std::nullopt;
    }
    return ListenFailure{
        causeOf(m_listener.serverError()), address, port, m_listener.errorString()};
}

void FrontDoor::shut()
{
    m_listener.shut();
    m_overdueTimer.stop();
    m_handshakeTimer.stop();
    QList<QObject*> guests = m_waiting.guests() + m_answered.guests();
    for (const std::list<Upgrade>* upgrades : {&m_welcome, &m_upgrading}) {
        for (const Upgrade& upgrade : *upgrades) {
            guests.append(upgrade.socket);
        }
    }
    for (QObject* guest : guests) {
        drop(guest);
    }
}

/// Not at once: as long as nobody takes them, the listener goes on only up to its bound. Not by a
/// queued call either: there could be several in one turn.
void FrontDoor::acceptSoon()
{
    if (!m_acceptTimer.isActive()) {
        m_acceptTimer.start();
    }
}

void FrontDoor::acceptAll()
{
    int left = MostArrivalsInOneTurn;
    while (left > 0) {
        if (QTcpSocket* socket = m_listener.nextPendingConnection()) {
            left -= accept(socket);
        } else if (const std::optional<qintptr> descriptor = m_listener.nextDescriptor()) {
            left -= accept(*descriptor);
        } else {
            break;
        }
    }
    if (left <= 0) {
        acceptSoon();
    }
}

/// As how many arrivals it counts.
int FrontDoor::accept(QTcpSocket* socket)
{
    const int share = enter(socket, displayAddress(socket->peerAddress()));
    receive(socket);
    return share;
}

int FrontDoor::accept(qintptr descriptor)
{
    auto* guest = new FirstByte(descriptor, this);
    const int share = enter(guest, displayAddress(farEnd(descriptor)));
    connect(guest, &FirstByte::seen, this,
        [this, guest](FirstByte::Kind kind) { onFirstByte(guest, kind); });
    guest->look();
    return share;
}

/// As how many arrivals it counts.
int FrontDoor::enter(QObject* guest, const QString& address)
{
    const Limits& limits = m_surroundings.limits;
    QObject* oldest
        = m_waiting.superfluous(address, {limits.waitingHeads, limits.waitingHeadsPerAddress});
    if (oldest != nullptr) {
        Q_EMIT rejected(Rejection::TooManyWaiting, m_waiting.addressOf(oldest), {});
        drop(oldest);
    }
    m_waiting.enter(guest, address, m_surroundings.clock.now());
    hurry(guest, address);
    watchTime();
    return oldest == nullptr ? 1 : ShareOfWhoDisplaces;
}

/// Where the door has no patience with this address: a neighbour of whoever fails there brings its
/// request at once.
void FrontDoor::hurry(QObject* guest, const QString& address)
{
    if (!m_surroundings.doorman.hasPatienceWith(address)) {
        m_hurried.enter(guest, address, m_surroundings.clock.now());
    }
}

void FrontDoor::watchTime()
{
    if (!m_overdueTimer.isActive()) {
        m_overdueTimer.start();
    }
}

/// It waits no longer, whatever becomes of it.
void FrontDoor::stopWaiting(QObject* guest)
{
    m_waiting.leave(guest);
    m_secure.leave(guest);
    m_hurried.leave(guest);
    if (!m_handshakes.empty()) {
        m_handshakeTimer.start();
    }
}

/// socket: made of the guest's descriptor; nullptr where that could not be.
void FrontDoor::replace(FirstByte* guest, QTcpSocket* socket)
{
    if (socket == nullptr) {
        drop(guest);
        return;
    }
    m_waiting.replace(guest, socket);
    if (m_hurried.holds(guest)) {
        m_hurried.replace(guest, socket);
    }
    guest->disconnect(this);
    guest->deleteLater();
    receive(socket);
}

QTcpSocket* FrontDoor::makePlain(qintptr descriptor)
{
    auto socket = std::make_unique<PeerSocket>(this);
    if (!socket->adopt(descriptor)) {
        closeDescriptor(descriptor);
        return nullptr;
    }
    return socket.release();
}

void FrontDoor::receive(QTcpSocket* socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    socket->setReadBufferSize(ReadBuffer);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] { onGone(socket); });
    if (socket->bytesAvailable() > 0) {
        onReadable(socket);
    } else if (socket->state() != QAbstractSocket::ConnectedState) {
        onGone(socket);
    }
}

void FrontDoor::onGone(QTcpSocket* socket)
{
    if (auto* secure = qobject_cast<SecureSocket*>(socket); secure && !secure->hasBegun()) {
        rejectHandshake(secure);
    } else {
        drop(socket);
    }
}

/// Safe from within any of its signals.
void FrontDoor::drop(QObject* guest)
{
    stopWaiting(guest);
    m_answered.leave(guest);
    guest->disconnect(this);
    if (auto* socket = qobject_cast<QTcpSocket*>(guest)) {
        const auto isIts = [socket](const Upgrade& upgrade) { return upgrade.socket == socket; };
        m_welcome.remove_if(isIts);
        m_upgrading.remove_if(isIts);
        socket->abort();
    } else if (auto* waiting = qobject_cast<FirstByte*>(guest)) {
        m_handshakes.remove(waiting);
        waiting->hangUp();
    }
    guest->deleteLater();
}

void FrontDoor::dropOverdue()
{
    int left = MostEndsInOneTurn;
    while (left > 0 && dropOneOverdue()) {
        --left;
    }
    const bool isLate = left == 0;
    m_overdueTimer.setInterval(isLate ? std::chrono::milliseconds(0) : OverdueCheck);
    if (m_waiting.isEmpty() && m_answered.isEmpty()) {
        m_overdueTimer.stop();
    }
    if (!m_handshakes.empty()) {
        m_handshakeTimer.start();
    }
}

/// Whether there was one.
bool FrontDoor::dropOneOverdue()
{
    const Moment now = m_surroundings.clock.now();
    const auto headTime = m_surroundings.limits.headTime;
    QObject* guest = m_hurried.hereSince(now - HurriedTime);
    if (guest == nullptr) {
        guest = m_waiting.hereSince(now - headTime);
    }
    if (guest != nullptr) {
        dropOverdue(guest);
        return true;
    }
    // It may take the answer as slowly as it was allowed to ask.
    if (QObject* answered = m_answered.hereSince(now - headTime)) {
        drop(answered);
        return true;
    }
    return false;
}

/// Somebody who has not said a word is no culprit: browsers open connections on the off chance.
void FrontDoor::dropOverdue(QObject* guest)
{
    auto* socket = qobject_cast<QTcpSocket*>(guest);
    auto* secure = qobject_cast<SecureSocket*>(guest);
    if (secure != nullptr && !secure->hasBegun()) {
        rejectHandshake(secure);
        return;
    }
    const QString address = m_waiting.addressOf(guest);
    if (socket != nullptr && socket->bytesAvailable() > 0) {
        m_surroundings.doorman.noteFailure(address);
    }
    const bool wasHurried = m_hurried.holds(guest);
    Q_EMIT rejected(wasHurried ? Rejection::TooOften : Rejection::HeadTimeout, address, {});
    if (socket != nullptr) {
        answer(socket, address, wasHurried ? Pages::tooOften() : Pages::headTimeout());
    } else {
        drop(guest);
    }
}

} // namespace Signalbox
