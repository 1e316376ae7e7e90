// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/ctlserver.h"
#include "tests/support/suite.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace Signalbox {

/// What strangers on this machine, and clumsy friends, can do to the socket.
class TestCtlServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void lineIsAnsweredWithALine();
    void onlyTheUserReachesTheSocket();
    void socketLeftBehindIsReplaced();
    void anotherHubKeepsItsSocket();
    void requestInPiecesIsRead();
    void whatIsNoRequestIsRefused_data();
    void whatIsNoRequestIsRefused();
    void requestIsBounded();
    void onlySomeVisitAtOnce();
    void visitorWhoGoesIsForgotten();
    void answerThatNeverComesEndsTheVisit();
    void placeThatCannotBeListenedOnIsSaid();

private:
    using Visitor = std::unique_ptr<QLocalSocket>;
    Visitor visit() const;
    static QJsonObject answerTo(const Visitor& visitor);
    QString path() const { return m_directory->filePath(QStringLiteral("hub.ctl")); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<CtlServer> m_server;
    std::vector<CtlServer::Reply> m_unanswered;
};

void TestCtlServer::init()
{
    m_unanswered.clear();
    m_server.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<CtlServer>(
        path(), [this](const QJsonObject& request, const CtlServer::Reply& reply) {
            if (request.contains(QStringLiteral("wait"))) {
                m_unanswered.push_back(reply);
            } else {
                reply({{QStringLiteral("echo"), request}});
            }
        });
    QCOMPARE(m_server->listen(), QString());
}

TestCtlServer::Visitor TestCtlServer::visit() const
{
    auto visitor = std::make_unique<QLocalSocket>();
    visitor->connectToServer(path());
    return visitor;
}

QJsonObject TestCtlServer::answerTo(const Visitor& visitor)
{
    if (!QTest::qWaitFor([&visitor] { return visitor->canReadLine(); }, 20'000)) {
        return {};
    }
    return QJsonDocument::fromJson(visitor->readLine()).object();
}

void TestCtlServer::lineIsAnsweredWithALine()
{
    const Visitor visitor = visit();
    visitor->write("{\"a\":1}\n");
    QCOMPARE(answerTo(visitor).value(u"echo").toObject().value(u"a").toInt(), 1);
    QTRY_COMPARE(visitor->state(), QLocalSocket::UnconnectedState);
}

void TestCtlServer::onlyTheUserReachesTheSocket()
{
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther | QFile::ExeGroup;
    QCOMPARE(QFileInfo(path()).permissions() & others, QFile::Permissions());
}

void TestCtlServer::socketLeftBehindIsReplaced()
{
    const QByteArray left = QFile::encodeName(path() + QStringLiteral(".left"));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, left.constData(), sizeof address.sun_path);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(socket);
    CtlServer server(QFile::decodeName(left), CtlServer::Answerer());
    QCOMPARE(server.listen(), QString());
}

void TestCtlServer::anotherHubKeepsItsSocket()
{
    CtlServer second(path(), [](const QJsonObject&, const CtlServer::Reply& reply) {
        reply({{QStringLiteral("second"), true}});
    });
    QVERIFY(second.listen().contains(path()));
    const Visitor visitor = visit();
    visitor->write("{}\n");
    const QJsonObject answer = answerTo(visitor);
    QVERIFY(!answer.isEmpty());
    QVERIFY(!answer.contains(u"second"));
}

void TestCtlServer::requestInPiecesIsRead()
{
    const Visitor visitor = visit();
    for (const char* piece : {"{\"a\"", ":", "[1,2]", "}", "\n"}) {
        visitor->write(piece);
        QVERIFY(visitor->waitForBytesWritten());
        QCoreApplication::processEvents();
    }
    QCOMPARE(answerTo(visitor).value(u"echo").toObject().value(u"a").toArray().size(), 2);
}

void TestCtlServer::whatIsNoRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray("\n");
    QTest::newRow("words") << QByteArray("list\n");
    QTest::newRow("array") << QByteArray("[]\n");
    QTest::newRow("deep") << QByteArray(20'000, '[') + '\n';
    QTest::newRow("zeros") << QByteArray(100, '\0') + '\n';
}

void TestCtlServer::whatIsNoRequestIsRefused()
{
    QFETCH(QByteArray, line);
    const Visitor visitor = visit();
    visitor->write(line);
    const QJsonObject answer = answerTo(visitor);
    QCOMPARE(answer.value(u"ok").toBool(true), false);
    QVERIFY(answer.value(u"error").toString().contains(QStringLiteral("JSON")));
}

void TestCtlServer::requestIsBounded()
{
    const Visitor visitor = visit();
    visitor->write(QByteArray(1024 * 1024, 'x'));
    // Who goes on writing may not come to reading why.
    QTRY_COMPARE(visitor->state(), QLocalSocket::UnconnectedState);
    const Visitor brief = visit();
    brief->write(QByteArray(CtlServer::MostRequestBytes + 1, 'x'));
    QTRY_COMPARE(brief->state(), QLocalSocket::UnconnectedState);
    const Visitor other = visit();
    other->write("{}\n");
    QVERIFY(!answerTo(other).isEmpty());
}

void TestCtlServer::onlySomeVisitAtOnce()
{
    std::vector<Visitor> visitors;
    for (int i = 0; i < CtlServer::MostVisitors; ++i) {
        visitors.push_back(visit());
        QTRY_COMPARE(visitors.back()->state(), QLocalSocket::ConnectedState);
        visitors.back()->write("{\"wait\":1}\n");
    }
    QTRY_COMPARE(int(m_unanswered.size()), CtlServer::MostVisitors);
    const Visitor tooMany = visit();
    QVERIFY(answerTo(tooMany).value(u"error").toString().contains(QStringLiteral("too many")));

    m_unanswered.front()({{QStringLiteral("ok"), true}});
    QVERIFY(answerTo(visitors.front()).value(u"ok").toBool());
    QTRY_COMPARE(visitors.front()->state(), QLocalSocket::UnconnectedState);
    Visitor next;
    QTRY_VERIFY([&] {
        next = visit();
        next->write("{}\n");
        return answerTo(next).contains(QStringLiteral("echo"));
    }());
}

void TestCtlServer::visitorWhoGoesIsForgotten()
{
    Visitor visitor = visit();
    visitor->write("{\"wait\":1}\n");
    QTRY_COMPARE(int(m_unanswered.size()), 1);
    visitor.reset();
    const Visitor other = visit();
    other->write("{}\n");
    QVERIFY(!answerTo(other).isEmpty());
    m_unanswered.front()({}); // reaches nobody, and hurts nobody
}

void TestCtlServer::answerThatNeverComesEndsTheVisit()
{
    const Visitor visitor = visit();
    visitor->write("{\"wait\":1}\n");
    QVERIFY(answerTo(visitor).value(u"error").toString().contains(QStringLiteral("too long")));
    QTRY_COMPARE(visitor->state(), QLocalSocket::UnconnectedState);
    m_unanswered.front()({});
}

void TestCtlServer::placeThatCannotBeListenedOnIsSaid()
{
    const QString nowhere = m_directory->filePath(QString(200, u'x'));
    CtlServer server(nowhere, {});
    const QString problem = server.listen();
    QVERIFY2(problem.contains(nowhere), qPrintable(problem));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestCtlServer)
#include "tst_ctlserver.moc"
