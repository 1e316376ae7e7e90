// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/doorman.h"
#include "core/net/connection.h"
#include "core/net/frontdoor.h"
#include "core/net/pages.h"
#include "core/net/peersocket.h"
#include "core/net/requesthead.h"
#include "core/net/securesocket.h"
#include "core/net/tcpoptions.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHostAddress>
#include <QWebSocket>

#include <algorithm>
#include <iterator>

// What is said at the door.

namespace Signalbox {

namespace {

/// What is kept of a header that people are shown.
constexpr int ShownLength = 256;

QString shown(const QByteArray& header)
{
    return QString::fromUtf8(header).left(ShownLength);
}

bool isThisMachine(const QString& address)
{
    return QHostAddress(address).isLoopback();
}

bool isEncrypted(const QTcpSocket* socket)
{
    return qobject_cast<const SecureSocket*>(socket) != nullptr;
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20;
}

/// What any page can have its visitor's browser send, by a link, as a STUN server of a call, or in
/// whichever way its makers have left open: a request of HTTP, however odd or long, and what begins
/// with a control character, as STUN does. It must not count against an address, or a page could
/// lock its visitors out, and a whole class with them.
bool mayBeABrowsers(QByteArrayView bytes)
{
    if (bytes.isEmpty() || isControl(bytes.front())) {
        return true;
    }
    const auto word
        = std::find_if_not(bytes.begin(), bytes.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return word != bytes.begin() && word != bytes.end() && *word == ' ';
}

/// Whether it is clear at once that no request of HTTP comes; it may begin with empty lines.
bool isOfAnotherKind(QByteArrayView bytes)
{
    return !bytes.isEmpty() && isControl(bytes.front()) && bytes.front() != '\r'
        && bytes.front() != '\n';
}

/// Whether a request may have come no further yet than this: the network cuts it where it likes.
bool mayStillCome(QByteArrayView bytes)
{
    const auto word
        = std::find_if_not(bytes.begin(), bytes.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return word == bytes.end() || (word != bytes.begin() && *word == ' ');
}

/// Whether both are our end of one connection: QWebSocket does not tell which socket it was made
/// of.
bool haveSameEnds(const QWebSocket& one, const QTcpSocket& other)
{
    return one.peerPort() == other.peerPort() && one.peerAddress() == other.peerAddress()
        && one.localPort() == other.localPort() && one.localAddress() == other.localAddress();
}

/// QWebSocketServer reads heads by rules of its own, and ends without a word whom they do not let
/// in. It is to judge nothing that was judged here.
void replaceHead(QTcpSocket* socket, const QByteArray& head)
{
    if (auto* plain = qobject_cast<PeerSocket*>(socket)) {
        plain->replaceUnread(head);
        return;
    }
    // Nothing may follow the head. Its last byte is the other's, too, and stays: what is put back
    // before it goes where the old head was, and takes no further memory from now on.
    socket->skip(socket->bytesAvailable() - 1);
    std::for_each(
        std::next(head.rbegin()), head.rend(), [socket](char c) { socket->ungetChar(c); });
}

} // namespace

void FrontDoor::onReadable(QTcpSocket* socket)
{
    if (m_answered.holds(socket)) {
        socket->skip(socket->bytesAvailable());
        return;
    }
    if (!m_waiting.holds(socket)) {
        return;
    }
    const qint64 most = m_surroundings.limits.headBytes;
    const QByteArray bytes = socket->peek(most);
    const qsizetype size = RequestHead::sizeIn(bytes);
    const auto request
        = size < 0 ? std::nullopt : RequestHead::parse(QByteArrayView(bytes).first(size));
    if (request) {
        decide(socket, *request, socket->bytesAvailable() > size);
    } else if (bytes.startsWith(FirstByte::TlsHandshake)) {
        // TLS where there is none: a client that was told wss by mistake.
        Q_EMIT rejected(Rejection::BadTls, m_waiting.addressOf(socket), {});
        drop(socket);
    } else if (m_hurried.holds(socket) && !mayStillCome(bytes)) {
        reject(socket, Rejection::TooOften, Pages::tooOften());
    } else if (isOfAnotherKind(bytes)) {
        reject(socket, Rejection::NotHttp, Pages::badRequest());
    } else if (size < 0) {
        awaitMore(socket, bytes);
    } else {
        blameFor(socket, bytes);
        reject(socket, Rejection::NotHttp, Pages::badRequest());
    }
}

void FrontDoor::awaitMore(QTcpSocket* socket, const QByteArray& soFar)
{
    const qint64 most = m_surroundings.limits.headBytes;
    if (soFar.size() >= most) {
        blameFor(socket, soFar);
        reject(socket, Rejection::HeadTooLarge, Pages::headTooLarge());
        return;
    }
    // TLS can bring more than it holds, but by far not so much.
    constexpr qint64 mostForOne = 8;
    const bool isFlood = isEncrypted(socket)
        && qint64(TcpOptions::arrivedBytes(socket->socketDescriptor()).value_or(0))
            > most * mostForOne;
    if (isFlood) {
        const QString address = m_waiting.addressOf(socket);
        m_surroundings.doorman.noteFailure(address);
        Q_EMIT rejected(Rejection::BadTls, address, {});
        drop(socket);
    }
}

void FrontDoor::blameFor(QTcpSocket* socket, const QByteArray& bytes)
{
    if (!mayBeABrowsers(bytes)) {
        m_surroundings.doorman.noteFailure(m_waiting.addressOf(socket));
    }
}

void FrontDoor::decide(QTcpSocket* socket, const RequestHead& request, bool moreFollows)
{
    if (!Pages::isUpgrade(request)) {
        showPage(socket, request);
        return;
    }
    if (moreFollows) {
        // QWebSocketServer would process it before anybody listens and before our limits hold.
        reject(socket, Rejection::BadUpgrade, Pages::tooEager());
        return;
    }
    const QByteArray refusal = Pages::refuseUpgrade(request);
    if (!refusal.isEmpty()) {
        reject(socket, Rejection::BadUpgrade, refusal);
    } else if (m_encryption == Encryption::Required && !isEncrypted(socket)) {
        reject(socket, Rejection::NotEncrypted, Pages::notEncrypted());
    } else {
        judge(socket, request);
    }
}

void FrontDoor::showPage(QTcpSocket* socket, const RequestHead& request)
{
    const QString address = m_waiting.addressOf(socket);
    if (const QByteArray reply = Pages::answerToAny(request); !reply.isEmpty()) {
        answer(socket, address, reply);
        return;
    }
    const bool isMetrics = request.path() == "/metrics";
    const bool isForProbes = isThisMachine(address) && (isMetrics || request.path() == "/healthz");
    // How should a device come to trust the hub by a connection that it does not trust?
    const bool isForTrust = TrustPages::isAskedFor(request);
    if (m_encryption == Encryption::Required && !isEncrypted(socket) && !isForProbes
        && !isForTrust) {
        answer(socket, address, Pages::moveToTls(request));
        return;
    }
    // A page that a name of its own leads here could read whatever stands here, and a browser sends
    // no Origin to what it takes for the page's own site.
    const bool asksForName
        = isMetrics || PeerJsPages::isAboutPeers(request) || request.count("origin") > 0;
    if (asksForName && !isReachedByItsName(request, address)) {
        reject(socket, Rejection::UnknownHost, Pages::unknownHost(), shown(request.header("host")));
        return;
    }
    answer(socket, address, isMetrics ? metricsFor(request, address) : pageFor(request));
}

QByteArray FrontDoor::pageFor(const RequestHead& request) const
{
    if (!m_tellsHealth && Pages::isAboutHealth(request)) {
        return Pages::nothingHere(request);
    }
    if (const auto trust = TrustPages::answer(request, m_authority)) {
        return *trust;
    }
    const auto peerJs = PeerJsPages::answer(request, m_surroundings.peerJsIds);
    return peerJs ? *peerJs : Pages::answer(request);
}

void FrontDoor::tellMetricsTo(const QStringList& ranges)
{
    m_metricsReaders.clear();
    for (const QString& one : ranges) {
        if (const auto range = AddressRange::parse(one)) {
            m_metricsReaders.push_back(*range);
        }
    }
}

bool FrontDoor::mayReadMetrics(const QString& address) const
{
    const auto reader = ipAddress(address);
    return isThisMachine(address)
        || (reader
            && std::any_of(m_metricsReaders.begin(), m_metricsReaders.end(),
                [&reader](const AddressRange& range) { return range.contains(*reader); }));
}

QByteArray FrontDoor::metricsFor(const RequestHead& request, const QString& address) const
{
    if (!mayReadMetrics(address)) { // first: to count all peers is work
        return Pages::notForThisAddress();
    }
    const QByteArray text = m_surroundings.metrics ? m_surroundings.metrics() : QByteArray();
    return text.isEmpty() ? Pages::answer(request) : Pages::metrics(request, text);
}

bool FrontDoor::isReachedByItsName(const RequestHead& request, const QString& address)
{
    // The hub's own pages are always welcome, so that only the name is judged.
    const QByteArray host = request.header("host");
    return m_surroundings.doorman.judge({address, host, "http://" + host})
        != Doorman::Verdict::UnknownHost;
}

void FrontDoor::judge(QTcpSocket* socket, const RequestHead& request)
{
    Caller caller = introduce(socket, request);
    Doorman& doorman = m_surroundings.doorman;
    Doorman::Visit visit{caller.address, request.header("host"), std::nullopt};
    if (request.count("origin") > 0) {
        visit.site = request.header("origin");
    }
    Doorman::Verdict verdict = doorman.judge(visit);
    // Of no page of another site that is not known: it could lock its visitors out by guessing.
    const bool isNameless = visit.site == "null";
    const bool needsPin = verdict == Doorman::Verdict::UnknownSite && isNameless;
    caller.pinGiver = isNameless ? PinGiver::NamelessPage : PinGiver::Anybody;
    if (!request.pin().isEmpty() && doorman.wantsPin()
        && (needsPin || verdict == Doorman::Verdict::Welcome)) {
        caller.pin
            = doorman.tryPin(caller.address, QString::fromLatin1(request.pin()), caller.pinGiver);
        visit.knowsPin = caller.pin == PinVerdict::Right;
        verdict = doorman.judge(visit);
    }
    switch (verdict) {
    case Doorman::Verdict::Welcome:
        replaceHead(socket, request.bareUpgrade());
        handOver(socket, caller);
        break;
    case Doorman::Verdict::UnknownSite:
        reject(socket, Rejection::UnknownSite, Pages::unknownSite(), caller.site);
        break;
    case Doorman::Verdict::UnknownHost:
        reject(socket, Rejection::UnknownHost, Pages::unknownHost(), shown(visit.host));
        break;
    }
}

FrontDoor::Caller FrontDoor::introduce(QTcpSocket* socket, const RequestHead& request)
{
    return {m_waiting.addressOf(socket), socket->peerPort(), shown(request.header("user-agent")),
        request.path(), request.query(), shown(request.header("origin")), isEncrypted(socket), {},
        {}};
}

void FrontDoor::handOver(QTcpSocket* socket, const Caller& caller)
{
    stopWaiting(socket);
    if (m_welcome.empty()) { // not at once: the socket is still telling of what it has read
        QMetaObject::invokeMethod(this, &FrontDoor::upgradeAll, Qt::QueuedConnection);
    }
    m_welcome.push_back({socket, caller});
}

/// QWebSocketServer shakes hands when its turn comes, and searches among all its sockets for the
/// one it is about, newest first. So each has its turn before the next is there.
void FrontDoor::upgradeAll()
{
    while (!m_welcome.empty()) {
        m_upgrading.splice(m_upgrading.end(), m_welcome, m_welcome.begin());
        m_upgrader.handleConnection(m_upgrading.back().socket);
        QCoreApplication::sendPostedEvents(&m_upgrader, QEvent::MetaCall);
    }
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
        // Its parent is who ends it. The server would look for it among all that it ever upgraded.
        tcp->disconnect(&m_upgrader);
        socket->setParent(nullptr);
        tcp->setParent(socket.get());
        m_surroundings.entrance(
            std::make_unique<Connection>(std::move(socket), tcp,
                Connection::Surroundings{m_surroundings.limits, m_outbox, m_arrivals}),
            upgrade.caller);
    }
}

void FrontDoor::reject(
    QTcpSocket* socket, Rejection why, const QByteArray& reply, const QString& detail)
{
    const QString address = m_waiting.addressOf(socket);
    if (why == Rejection::BadUpgrade) { // no page can ask for one
        m_surroundings.doorman.noteFailure(address);
    }
    Q_EMIT rejected(why, address, detail);
    answer(socket, address, reply);
}

void FrontDoor::answer(QTcpSocket* socket, const QString& address, const QByteArray& reply)
{
    stopWaiting(socket);
    m_answered.enter(socket, address, m_surroundings.clock.now());
    watchTime();
    // Unread bytes at the close would make the system reset the connection, answer and all.
    socket->skip(socket->bytesAvailable());
    socket->write(reply);
    socket->disconnectFromHost();
}

} // namespace Signalbox
