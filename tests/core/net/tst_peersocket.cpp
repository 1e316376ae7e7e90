// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/listener.h"
#include "core/net/peersocket.h"
#include "tests/core/net/owndescriptors.h"
#include "tests/support/suite.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Signalbox;

namespace {

/// A listener, and one connection to it.
class Pair
{
public:
    Pair()
    {
        if (!m_listener.listen(QHostAddress::LocalHost)) {
            qFatal("There is no free port on 127.0.0.1.");
        }
        far.setReadBufferSize(1); // so that it takes little more than the system does
        far.connectToHost(QHostAddress::LocalHost, m_listener.serverPort());
        if (!QTest::qWaitFor([this] { return m_listener.hasPendingConnections(); })
            || !far.waitForConnected()) {
            qFatal("127.0.0.1 does not answer.");
        }
        near = qobject_cast<PeerSocket*>(m_listener.nextPendingConnection());
    }

    bool farHas(qint64 bytes)
    {
        far.setReadBufferSize(0);
        return QTest::qWaitFor([&] { return far.bytesAvailable() >= bytes; });
    }

    QTcpSocket far;
    PeerSocket* near = nullptr; ///< of the listener

private:
    const SteadyClock m_clock;
    Listener m_listener{m_clock};
};

const QByteArray much(8 * 1024 * 1024, 'x'); // more than the system takes

/// A client of the system's, which blocks.
int connectedTo(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        qFatal("127.0.0.1 does not answer.");
    }
    return descriptor;
}

void send(PeerSocket& socket, const QByteArray& bytes)
{
    socket.send({&bytes, 1});
}

} // namespace

class TestPeerSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheListenerMakes();
    void whatIsSentLeavesAtOnce();
    void piecesLeaveInTheirOrder();
    void whatTheSystemDoesNotTakeWaits();
    void whatWaitsGoesFirst();
    void anAnswerLeavesAtOnce();
    void aSecondAnswerWaitsForTheEndOfTheTurn();
    void nothingIsSentOnceClosed();
    void theSystemKeepsNothingOfOneThatIsAborted_data();
    void theSystemKeepsNothingOfOneThatIsAborted();
    void whoReadsInTimeGetsAllThatWaited();
    void anAbortWithNothingUnsentIsAnEndLikeAnyOther();
    void dataIsToldOfBeforeAnybodyElseHears();
    void whatIsUnreadCanBeReplaced_data();
    void whatIsUnreadCanBeReplaced();
    void theListenerGoesOnWhenThereAreDescriptorsAgain();
};

void TestPeerSocket::isWhatTheListenerMakes()
{
    Pair pair;
    QVERIFY(pair.near != nullptr);
    QCOMPARE(pair.near->state(), QAbstractSocket::ConnectedState);
}

void TestPeerSocket::whatIsSentLeavesAtOnce()
{
    Pair pair;
    send(*pair.near, "hello");
    QCOMPARE(pair.near->bytesToWrite(), 0);
    QCOMPARE(pair.near->waiting(), 0);
    QVERIFY(pair.farHas(5));
    QCOMPARE(pair.far.readAll(), "hello");
}

void TestPeerSocket::piecesLeaveInTheirOrder()
{
    // More than are offered to the system at once, and more than it takes.
    QByteArrayList pieces;
    for (int i = 0; i < 200; ++i) {
        pieces.append(QByteArray::number(i).repeated(1 + (i % 7) * 10'000) + ',');
    }
    Pair pair;
    pair.near->send({pieces.constData(), size_t(pieces.size())});
    const QByteArray all = pieces.join();
    QVERIFY(pair.farHas(all.size()));
    QCOMPARE(pair.far.readAll(), all);
}

void TestPeerSocket::whatTheSystemDoesNotTakeWaits()
{
    Pair pair;
    send(*pair.near, much);
    QVERIFY(pair.near->waiting() > 0);
    QVERIFY(pair.near->waiting() < much.size());
    QCOMPARE(pair.near->waiting(), pair.near->bytesToWrite());
    QVERIFY(pair.farHas(much.size()));
    QTRY_COMPARE(pair.near->waiting(), 0);
    QCOMPARE(pair.far.readAll(), much);
}

void TestPeerSocket::whatWaitsGoesFirst()
{
    Pair pair;
    send(*pair.near, much);
    send(*pair.near, "last");
    QCOMPARE(pair.near->waiting(), pair.near->bytesToWrite());
    QVERIFY(pair.farHas(much.size() + 4));
    QCOMPARE(pair.far.readAll().right(6), "xxlast");
}

void TestPeerSocket::anAnswerLeavesAtOnce()
{
    Pair pair;
    QSignalSpy arrivals(pair.near, &PeerSocket::dataArrived);
    pair.far.write("?");
    QVERIFY(arrivals.wait());
    QCOMPARE(pair.near->write("!"), 1);
    QCOMPARE(pair.near->bytesToWrite(), 0);
}

void TestPeerSocket::aSecondAnswerWaitsForTheEndOfTheTurn()
{
    Pair pair;
    QSignalSpy arrivals(pair.near, &PeerSocket::dataArrived);
    pair.far.write("??");
    QVERIFY(arrivals.wait());
    pair.near->write("head");
    pair.near->write("payload");
    QCOMPARE(pair.near->bytesToWrite(), 0);
    QCOMPARE(pair.near->write("2"), 1);
    QCOMPARE(pair.near->bytesToWrite(), 1);
    send(*pair.near, "3");
    QCOMPARE(pair.near->waiting(), 2);
    QVERIFY(pair.farHas(13));
    QCOMPARE(pair.far.readAll(), "headpayload23");
    QCOMPARE(pair.near->waiting(), 0);
}

void TestPeerSocket::nothingIsSentOnceClosed()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Pair pair;
    const qintptr number = pair.near->socketDescriptor();
    pair.near->abort();
    // Another connection of this program bears the closed one's number next.
    QTcpSocket other;
    other.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QTRY_VERIFY(server.hasPendingConnections());
    QCOMPARE(other.socketDescriptor(), number);
    QTcpSocket* stranger = server.nextPendingConnection();
    send(*pair.near, "not for you");
    other.write("for you");
    QTRY_VERIFY(stranger->bytesAvailable() > 0);
    QCOMPARE(stranger->readAll(), "for you");
}

void TestPeerSocket::theSystemKeepsNothingOfOneThatIsAborted_data()
{
    QTest::addColumn<bool>("closesBefore");
    QTest::newRow("at once") << false;
    QTest::newRow("having waited in vain for its end") << true;
}

void TestPeerSocket::theSystemKeepsNothingOfOneThatIsAborted()
{
    QFETCH(bool, closesBefore);
    const SteadyClock clock;
    Listener listener(clock);
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    QSignalSpy arrivals(&listener, &Listener::newConnection);
    const int far = connectedTo(listener.serverPort());
    QVERIFY(arrivals.wait());
    auto& near = *static_cast<PeerSocket*>(listener.nextPendingConnection());
    send(near, much);
    QVERIFY(near.waiting() > 0);
    const qint64 taken = much.size() - near.waiting();
    if (closesBefore) {
        near.close();
        QCOMPARE(near.state(), QAbstractSocket::ClosingState);
    }
    near.abort();
    qint64 read = 0;
    const int cause = readToEnd(far, read);
    ::close(far);
    QCOMPARE(cause, ECONNRESET);
    QVERIFY2(read < taken, qPrintable(QString::number(read)));
}

void TestPeerSocket::whoReadsInTimeGetsAllThatWaited()
{
    Pair pair;
    send(*pair.near, much);
    pair.near->close();
    QVERIFY(pair.farHas(much.size()));
    QTRY_COMPARE(pair.far.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(pair.far.readAll(), much);
}

void TestPeerSocket::anAbortWithNothingUnsentIsAnEndLikeAnyOther()
{
    Pair pair;
    const QByteArray last(1000, 'x');
    send(*pair.near, last);
    pair.near->abort();
    QVERIFY(pair.farHas(last.size()));
    QTRY_COMPARE(pair.far.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(pair.far.readAll(), last);
}

void TestPeerSocket::dataIsToldOfBeforeAnybodyElseHears()
{
    Pair pair;
    QStringList order;
    connect(
        pair.near, &PeerSocket::readyRead, this, [&] { order.append(QStringLiteral("other")); });
    connect(
        pair.near, &PeerSocket::dataArrived, this, [&] { order.append(QStringLiteral("first")); });
    pair.far.write("?");
    QTRY_COMPARE(order, (QStringList{QStringLiteral("first"), QStringLiteral("other")}));
}

void TestPeerSocket::whatIsUnreadCanBeReplaced_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("by less") << QByteArray("short");
    QTest::newRow("by more") << QByteArray("longer than what was there");
    QTest::newRow("by more than is read at once") << QByteArray(300'000, 'x');
    QTest::newRow("by nothing") << QByteArray();
}

void TestPeerSocket::whatIsUnreadCanBeReplaced()
{
    QFETCH(QByteArray, bytes);
    Pair pair;
    pair.far.write("read unread");
    QTRY_COMPARE(pair.near->bytesAvailable(), 11);
    QCOMPARE(pair.near->read(5), "read ");
    pair.near->replaceUnread(bytes);
    QCOMPARE(pair.near->bytesAvailable(), bytes.size());
    QCOMPARE(pair.near->peek(10), bytes.left(10));
    pair.far.write("later");
    QTRY_COMPARE(pair.near->bytesAvailable(), bytes.size() + 5);
    QCOMPARE(pair.near->readAll(), bytes + "later");
}

void TestPeerSocket::theListenerGoesOnWhenThereAreDescriptorsAgain()
{
    const SteadyClock clock;
    Listener listener(clock);
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    QSignalSpy errors(&listener, &Listener::acceptError);
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, listener.serverPort());
    QVERIFY(client.waitForConnected()); // by the system, without a turn of ours
    // As many as are open: the next one is one too many.
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0);
    ::close(next);
    const rlimit none{rlim_t(next), before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
    const bool failed = QTest::qWaitFor([&] { return !errors.isEmpty(); });
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(failed);
    QTRY_VERIFY(listener.hasPendingConnections());
}

SIGNALBOX_TEST(TestPeerSocket)
#include "tst_peersocket.moc"
