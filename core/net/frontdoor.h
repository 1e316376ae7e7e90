// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/link/limits.h"
#include "core/net/listener.h"
#include "core/net/outbox.h"
#include "core/net/peerjspages.h"
#include "core/signal/clock.h"
#include "core/signal/happening.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QTimer>
#include <QWebSocketServer>

#include <functional>
#include <list>
#include <memory>
#include <optional>

namespace Signalbox {

class RequestHead;
class Wire;

/// Where connections come in. One port serves everything: it looks at the head of each request
/// without taking it from the socket, and then either answers over HTTP or hands the untouched
/// socket to a QWebSocketServer. What comes out is a wire and where it came from.
///
/// Thread: the I/O thread. Owner: the switchboard.
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
        QByteArray path; ///< as sent: percent-encoded, without the query
        QByteArray query; ///< as sent, without the question mark
    };
    using Entrance = std::function<void(std::unique_ptr<Wire>, const Caller&)>;

    FrontDoor(const Limits& limits, const Clock& clock, Entrance entrance,
        PeerJsPages::Discovery peerJsIds = {}, QObject* parent = nullptr);
    ~FrontDoor() override;

    /// Begins to listen, or says why not. address: an IP address; empty: every interface.
    std::optional<ListenFailure> listen(const QString& address, quint16 port);

    /// Stops listening and drops who has not become a wire yet.
    void shut();

    /// Has every connection offer the system what it keeps for the end of the turn, or of a pause.
    void flushConnections() { m_outbox.flush(); }

    quint16 port() const { return m_listener.serverPort(); }

Q_SIGNALS:
    void rejected(Signalbox::Rejection why, const QString& address);

private:
    /// A socket whose request is not complete yet or, once answered, that has to take its answer.
    struct Guest
    {
        QTcpSocket* socket;
        Moment deadline;
        bool answered = false;
    };
    using GuestList = std::list<Guest>; ///< ascending by deadline

    /// A socket that was handed over and is not out yet, and what its request asked for.
    struct Upgrade
    {
        QTcpSocket* socket;
        QByteArray path;
        QByteArray query;
    };

    void acceptSoon();
    void acceptAll();
    void accept(QTcpSocket* socket);
    void onReadable(QTcpSocket* socket);
    void decide(QTcpSocket* socket, const RequestHead& request, bool moreFollows);
    void handOver(QTcpSocket* socket, const RequestHead& request);
    void onUpgraded();
    void reject(QTcpSocket* socket, Rejection why, const QByteArray& reply);
    void answer(QTcpSocket* socket, const QByteArray& reply);
    void drop(QTcpSocket* socket);
    void dropOverdue();
    void forget(QTcpSocket* socket);

    const Limits& m_limits;
    const Clock& m_clock;
    Entrance m_entrance;
    PeerJsPages::Discovery m_peerJsIds;
    Outbox m_outbox;
    QByteArray m_arrivals; ///< where a message is while it is read, whoever sent it
    Listener m_listener;
    QWebSocketServer m_upgrader;
    GuestList m_waiting;
    GuestList m_answered;
    QHash<QTcpSocket*, GuestList::iterator> m_places; ///< in either list
    std::list<Upgrade> m_upgrading; ///< oldest first
    QTimer m_overdueTimer; ///< runs while there are guests
    bool m_acceptsSoon = false;
};

} // namespace Signalbox
