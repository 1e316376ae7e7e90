// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/admissionrules.h"
#include "core/admission/ipaddress.h"
#include "core/hubconfig.h"
#include "core/link/limits.h"
#include "core/net/firstbyte.h"
#include "core/net/listener.h"
#include "core/net/outbox.h"
#include "core/net/peerjspages.h"
#include "core/net/trustpages.h"
#include "core/net/waitingroom.h"
#include "core/signal/clock.h"
#include "core/signal/happening.h"

#include <QObject>
#include <QSslConfiguration>
#include <QTimer>
#include <QWebSocketServer>

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <vector>

namespace Signalbox {

class Doorman;
class RequestHead;
class SecureSocket;
class Wire;
struct Credentials;

/// Where connections come in. One port serves everything: it looks at the head of each request
/// without taking it from the socket, asks the doorman, and then either answers over HTTP or hands
/// the socket, with a bare upgrade to be read, to a QWebSocketServer. What comes out is a wire and
/// where it came from. With encryption the first byte of a connection says whether it speaks TLS.
///
/// Thread: the I/O thread. Owner: the reception.
class FrontDoor : public QObject
{
    Q_OBJECT

public:
    /// Where a new wire comes from.
    struct Caller
    {
        QString address; ///< IPv4 also where it arrived mapped into IPv6
        quint16 port = 0;
        QString userAgent; ///< at most 256 characters
        QByteArray path; ///< as sent, without PIN and query: percent-encoded
        QByteArray query; ///< as sent, without the question mark
        QString site; ///< the Origin, at most 256 characters; empty where none was sent
        bool encrypted = false;
        std::optional<PinVerdict>
            pin; ///< of the one in the path; nullopt: none was given or wanted
        PinGiver pinGiver
            = PinGiver::Anybody; ///< whose its PINs are, unless something vouches for it
    };
    using Entrance = std::function<void(std::unique_ptr<Wire>, const Caller&)>;

    /// Outlives the door.
    struct Surroundings
    {
        const Limits& limits;
        const Clock& clock;
        Doorman& doorman;
        Entrance entrance;
        PeerJsPages::Discovery peerJsIds;
        std::function<QByteArray()> metrics; ///< what /metrics says; nothing: nothing is there
    };

    explicit FrontDoor(Surroundings surroundings, QObject* parent = nullptr);
    ~FrontDoor() override;

    /// Begins to listen, or says why not. address: an IP address; empty: every interface.
    std::optional<ListenFailure> listen(const QString& address, quint16 port);

    /// Stops listening and drops who has not become a wire yet.
    void shut();

    /// What holds for those who come from here on. Nobody is dropped for it.
    void setEncryption(Encryption encryption, const Credentials& credentials);

    /// What /trust offers; without it that page says so.
    void setAuthority(const TrustPages::Authority& authority) { m_authority = authority; }

    /// Whether anybody may ask if the hub is well.
    void tellHealth(bool tells) { m_tellsHealth = tells; }

    /// Who may ask for the metrics beside this machine: addresses and ranges of them.
    void tellMetricsTo(const QStringList& ranges);

    /// Has every connection offer the system what it keeps for its turn, or for the end of a pause.
    void flushConnections() { m_outbox.flush(); }

    quint16 port() const { return m_listener.serverPort(); }

Q_SIGNALS:
    /// Somebody did not get in. detail: the site or the host name that is not known, as sent but
    /// cut to 256 characters, or what was wrong with the TLS handshake; often empty. address is
    /// empty where the door turned nobody in particular away.
    void rejected(Signalbox::Rejection why, const QString& address, const QString& detail);

    /// The system's descriptors have run low, so that whoever comes has to wait; or that has been
    /// over for some seconds.
    void lacksDescriptors(bool lacks);

private:
    /// A socket that may become a wire, and what is known of who is behind it.
    struct Upgrade
    {
        QTcpSocket* socket;
        Caller caller;
    };

    void acceptSoon();
    void acceptAll();
    int accept(QTcpSocket* socket);
    int accept(qintptr descriptor);
    int enter(QObject* guest, const QString& address);
    void hurry(QObject* guest, const QString& address);
    void onFirstByte(FirstByte* guest, FirstByte::Kind kind);
    void shakeHands();
    bool makeRoomForTls(const QString& address);
    void stopWaiting(QObject* guest);
    void replace(FirstByte* guest, QTcpSocket* socket);
    QTcpSocket* makePlain(qintptr descriptor);
    QTcpSocket* makeSecure(qintptr descriptor);
    void receive(QTcpSocket* socket);
    void onReadable(QTcpSocket* socket);
    void onGone(QTcpSocket* socket);
    void awaitMore(QTcpSocket* socket, const QByteArray& soFar);
    void blameFor(QTcpSocket* socket, const QByteArray& bytes);
    void decide(QTcpSocket* socket, const RequestHead& request, bool moreFollows);
    void showPage(QTcpSocket* socket, const RequestHead& request);
    QByteArray pageFor(const RequestHead& request) const;
    bool mayReadMetrics(const QString& address) const;
    QByteArray metricsFor(const RequestHead& request, const QString& address) const;
    void judge(QTcpSocket* socket, const RequestHead& request);
    Caller introduce(QTcpSocket* socket, const RequestHead& request);
    bool isReachedByItsName(const RequestHead& request, const QString& address);
    void handOver(QTcpSocket* socket, const Caller& caller);
    void upgradeAll();
    void onUpgraded();
    void reject(
        QTcpSocket* socket, Rejection why, const QByteArray& reply, const QString& detail = {});
    void rejectHandshake(SecureSocket* socket);
    void answer(QTcpSocket* socket, const QString& address, const QByteArray& reply);
    void drop(QObject* guest);
    void watchTime();
    void dropOverdue();
    bool dropOneOverdue();
    void dropOverdue(QObject* guest);

    const Surroundings m_surroundings;
    Encryption m_encryption = Encryption::Off;
    QSslConfiguration m_tls;
    TrustPages::Authority m_authority;
    Outbox m_outbox;
    QByteArray m_arrivals; ///< where a message is while it is read, whoever sent it
    Listener m_listener;
    QWebSocketServer m_upgrader;
    WaitingRoom m_waiting; ///< whose request is not complete yet
    WaitingRoom m_secure; ///< those of them who speak TLS
    WaitingRoom m_hurried; ///< those of them with whose address there is no patience
    WaitingRoom m_answered; ///< who has to take the answer
    std::list<Upgrade> m_welcome; ///< to be handed to m_upgrader, oldest first
    std::list<Upgrade> m_upgrading; ///< who were, oldest first
    std::list<FirstByte*> m_handshakes; ///< who waits for TLS to begin, newest first
    QTimer m_handshakeTimer; ///< runs while there are any
    QTimer m_overdueTimer; ///< runs while there are guests
    QTimer m_acceptTimer; ///< runs while somebody may wait to be accepted
    bool m_tellsHealth = true;
    std::vector<AddressRange> m_metricsReaders; ///< beside this machine
};

} // namespace Signalbox
