// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/frontdoor.h"

#include "core/net/addresses.h"
#include "core/net/connection.h"
#include "core/net/pages.h"
#include "core/net/requesthead.h"

#include <QNetworkRequest>
#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>
#include <limits>

namespace Signalbox {

namespace {

/// One read from the network: bounds the work of one loop turn. Anything below the largest
/// frame and its header would stall QWebSocket for ever.
constexpr qint64 ReadBuffer = 128 * 1024;

constexpr int UserAgentLength = 256;
constexpr std::chrono::milliseconds OverdueCheck{250};

/// Whether both are our end of one connection: QWebSocket does not tell which socket it was made
/// of.
bool haveSameEnds(const QWebSocket& one, const QTcpSocket& other)
{
    return one.peerPort() == other.peerPort() && one.peerAddress() == other.peerAddress()
        && one.localPort() == other.localPort() && one.localAddress() == other.localAddress();
}

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

FrontDoor::FrontDoor(const Limits& limits, const Clock& clock, Entrance entrance,
    PeerJsPages::Discovery peerJsIds, QObject* parent)
    : QObject(parent)
    , m_limits(limits)
    , m_clock(clock)
    , m_entrance(std::move(entrance))
    , m_peerJsIds(std::move(peerJsIds))
    , m_upgrader(QStringLiteral("Signalbox"), QWebSocketServer::NonSecureMode)
{
    // Every socket is taken at once, so this bounds nothing; it only must not drop a burst.
    m_upgrader.setMaxPendingConnections(std::numeric_limits<int>::max());
    m_overdueTimer.setInterval(OverdueCheck);
    connect(&m_listener, &QTcpServer::newConnection, this, &FrontDoor::acceptSoon);
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &FrontDoor::onUpgraded);
    connect(&m_overdueTimer, &QTimer::timeout, this, &FrontDoor::dropOverdue);
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
    m_listener.close();
    m_overdueTimer.stop();
    QList<QTcpSocket*> sockets = m_places.keys();
    for (const Upgrade& upgrade : m_upgrading) {
        sockets.append(upgrade.socket);
    }
    for (QTcpSocket* socket : sockets) {
        drop(socket);
    }
}

/// Not at once: as long as nobody takes them, the listener goes on only up to its bound.
void FrontDoor::acceptSoon()
{
    if (!std::exchange(m_acceptsSoon, true)) {
        QMetaObject::invokeMethod(this, &FrontDoor::acceptAll, Qt::QueuedConnection);
    }
}

void FrontDoor::acceptAll()
{
    m_acceptsSoon = false;
    while (QTcpSocket* socket = m_listener.nextPendingConnection()) {
        accept(socket);
    }
}

void FrontDoor::accept(QTcpSocket* socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    socket->setReadBufferSize(ReadBuffer);
    if (qsizetype(m_waiting.size()) >= m_limits.waitingHeads) {
        QTcpSocket* oldest = m_waiting.front().socket;
        Q_EMIT rejected(Rejection::TooManyWaiting, displayAddress(oldest->peerAddress()));
        drop(oldest);
    }
    m_places.insert(
        socket, m_waiting.insert(m_waiting.end(), {socket, m_clock.now() + m_limits.headTime}));
    if (!m_overdueTimer.isActive()) {
        m_overdueTimer.start();
    }
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] { drop(socket); });
    if (socket->bytesAvailable() > 0) {
        onReadable(socket);
    } else if (socket->state() != QAbstractSocket::ConnectedState) {
        drop(socket);
    }
}

void FrontDoor::onReadable(QTcpSocket* socket)
{
    const auto place = m_places.constFind(socket);
    if (place == m_places.constEnd()) {
        return;
    }
    if ((*place)->answered) {
        socket->skip(socket->bytesAvailable());
        return;
    }
    const QByteArray bytes = socket->peek(m_limits.headBytes);
    const qsizetype size = RequestHead::sizeIn(bytes);
    if (size < 0) {
        if (bytes.size() >= m_limits.headBytes) {
            reject(socket, Rejection::HeadTooLarge, Pages::headTooLarge());
        }
        return;
    }
    if (const auto request = RequestHead::parse(QByteArrayView(bytes).first(size))) {
        decide(socket, *request, socket->bytesAvailable() > size);
    } else {
        reject(socket, Rejection::NotHttp, Pages::badRequest());
    }
}

void FrontDoor::decide(QTcpSocket* socket, const RequestHead& request, bool moreFollows)
{
    if (!Pages::isUpgrade(request)) {
        const auto peerJs = PeerJsPages::answer(request, m_peerJsIds);
        answer(socket, peerJs ? *peerJs : Pages::answer(request));
        return;
    }
    if (request.longestLine() > RequestHead::MaxUpgradeLine) {
        reject(socket, Rejection::HeadTooLarge, Pages::headTooLarge());
        return;
    }
    if (moreFollows) {
        // QWebSocketServer would process it before anybody listens and before our limits hold.
        reject(socket, Rejection::BadUpgrade, Pages::tooEager());
        return;
    }
    const QByteArray refusal = Pages::refuseUpgrade(request);
    if (refusal.isEmpty()) {
        handOver(socket, request);
    } else {
        reject(socket, Rejection::BadUpgrade, refusal);
    }
}

void FrontDoor::handOver(QTcpSocket* socket, const RequestHead& request)
{
    forget(socket);
    socket->disconnect(this);
    m_upgrading.push_back({socket, request.path(), request.query()});
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] { drop(socket); });
    m_upgrader.handleConnection(socket);
}

void FrontDoor::onUpgraded()
{
    while (m_upgrader.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> socket(m_upgrader.nextPendingConnection());
        const auto found = std::find_if(m_upgrading.begin(), m_upgrading.end(),
            [&socket](const Upgrade& upgrade) { return haveSameEnds(*socket, *upgrade.socket); });
        if (found == m_upgrading.end()) {
            continue;
        }
        const Upgrade upgrade = *found;
        QTcpSocket* tcp = upgrade.socket;
        m_upgrading.erase(found);
        tcp->disconnect(this);
        socket->setParent(nullptr);
        tcp->setParent(socket.get());
        const Caller caller{displayAddress(tcp->peerAddress()), tcp->peerPort(),
            QString::fromUtf8(socket->request().rawHeader("User-Agent")).left(UserAgentLength),
            upgrade.path, upgrade.query};
        m_entrance(std::make_unique<Connection>(std::move(socket), tcp,
                       Connection::Surroundings{m_limits, m_outbox, m_arrivals}),
            caller);
    }
}

void FrontDoor::reject(QTcpSocket* socket, Rejection why, const QByteArray& reply)
{
    Q_EMIT rejected(why, displayAddress(socket->peerAddress()));
    answer(socket, reply);
}

void FrontDoor::answer(QTcpSocket* socket, const QByteArray& reply)
{
    const GuestList::iterator place = m_places.value(socket);
    place->answered = true;
    place->deadline = m_clock.now() + m_limits.headTime; // it may take the answer as slowly
    m_answered.splice(m_answered.end(), m_waiting, place);
    // Unread bytes at the close would make the system reset the connection, answer and all.
    socket->skip(socket->bytesAvailable());
    socket->write(reply);
    socket->disconnectFromHost();
}

void FrontDoor::drop(QTcpSocket* socket)
{
    forget(socket);
    m_upgrading.remove_if([socket](const Upgrade& upgrade) { return upgrade.socket == socket; });
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void FrontDoor::dropOverdue()
{
    const Moment now = m_clock.now();
    while (!m_waiting.empty() && m_waiting.front().deadline <= now) {
        reject(m_waiting.front().socket, Rejection::HeadTimeout, Pages::headTimeout());
    }
    while (!m_answered.empty() && m_answered.front().deadline <= now) {
        drop(m_answered.front().socket);
    }
    if (m_waiting.empty() && m_answered.empty()) {
        m_overdueTimer.stop();
    }
}

void FrontDoor::forget(QTcpSocket* socket)
{
    const auto place = m_places.constFind(socket);
    if (place != m_places.constEnd()) {
        ((*place)->answered ? m_answered : m_waiting).erase(*place);
        m_places.erase(place);
    }
}

} // namespace Signalbox
