// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/httpanswer.h"
#include "tests/support/program.h"
#include "tests/support/suite.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

namespace Signalbox {

/// What a browser or a script gets from the same port (docs/protocol.md, section 5).
class TestHttpPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void joinPageIsServed();
    void everythingThatThePageNeedsIsServed_data();
    void everythingThatThePageNeedsIsServed();
    void clientModuleMayBeImportedFromAnywhere();
    void healthIsAnswered();
    void headHasTheSameHeadAndNoBody();
    void requestIsRefusedInWords_data();
    void requestIsRefusedInWords();
    void otherWebSocketVersionIsToldTheRightOne();
    void headThatIsTooLargeIsRefused();
    void socketIsAcceptedOnAnyPath_data();
    void socketIsAcceptedOnAnyPath();

private:
    Program m_program;
    QUrl m_hub;
};

void TestHttpPages::initTestCase()
{
    m_hub = m_program.startListening();
    QVERIFY(m_hub.isValid());
}

void TestHttpPages::joinPageIsServed()
{
    const HttpAnswer page = get(m_hub, "/");
    QCOMPARE(page.status, 200);
    QVERIFY(page.headers.value("content-type").startsWith("text/html"));
    QVERIFY(page.headers.value("content-security-policy").contains("default-src 'none'"));
    QCOMPARE(page.headers.value("content-length").toLongLong(), page.body.size());
    QVERIFY(page.body.contains("<html"));
}

void TestHttpPages::everythingThatThePageNeedsIsServed_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("style") << QByteArray("/join.css") << QByteArray("text/css");
    QTest::newRow("script") << QByteArray("/join.js") << QByteArray("text/javascript");
    QTest::newRow("words") << QByteArray("/words.js") << QByteArray("text/javascript");
    QTest::newRow("icon") << QByteArray("/favicon.svg") << QByteArray("image/svg+xml");
}

void TestHttpPages::everythingThatThePageNeedsIsServed()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);

    const HttpAnswer answer = get(m_hub, path);
    QCOMPARE(answer.status, 200);
    QVERIFY2(answer.headers.value("content-type").startsWith(type),
        answer.headers.value("content-type").constData());
    QVERIFY(!answer.body.isEmpty());
    // Something that the page loads asks for it.
    const QByteArray askers = get(m_hub, "/").body + get(m_hub, "/join.js").body;
    QVERIFY(askers.contains(path.mid(1)));
}

void TestHttpPages::clientModuleMayBeImportedFromAnywhere()
{
    const HttpAnswer module = get(m_hub, "/signalbox.js");
    QCOMPARE(module.status, 200);
    QVERIFY(module.headers.value("content-type").startsWith("text/javascript"));
    QCOMPARE(module.headers.value("access-control-allow-origin"), QByteArray("*"));
    QVERIFY(module.body.contains("export"));
}

void TestHttpPages::healthIsAnswered()
{
    const HttpAnswer health = get(m_hub, "/healthz");
    QCOMPARE(health.status, 200);
    QCOMPARE(health.body.trimmed(), QByteArray("ok"));
}

void TestHttpPages::headHasTheSameHeadAndNoBody()
{
    const HttpAnswer whole = get(m_hub, "/signalbox.js");
    const HttpAnswer head = ask(m_hub, "HEAD /signalbox.js HTTP/1.1\r\nHost: hub\r\n\r\n");
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-length"), whole.headers.value("content-length"));
    QCOMPARE(head.headers.value("content-type"), whole.headers.value("content-type"));
    QCOMPARE(head.body, QByteArray());
}

void TestHttpPages::requestIsRefusedInWords_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const char* request, int status) {
        QTest::newRow(name) << QByteArray(request) << status;
    };
    row("no such page", "GET /nothing HTTP/1.1\r\nHost: hub\r\n\r\n", 404);
    row("a page outside", "GET /../etc/passwd HTTP/1.1\r\nHost: hub\r\n\r\n", 404);
    row("socket path without a socket", "GET /ws HTTP/1.1\r\nHost: hub\r\n\r\n", 426);
    row("our path without a socket", "GET /signalbox HTTP/1.1\r\nHost: hub\r\n\r\n", 426);
    row("another method", "POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 0\r\n\r\n", 405);
    row("upgrade without a key",
        "GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n",
        400);
    row("upgrade with a bad key",
        "GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n\r\n",
        400);
    row("not HTTP", "\x01\x02\x03 hello\r\n\r\n", 400);
}

void TestHttpPages::requestIsRefusedInWords()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);

    const HttpAnswer answer = ask(m_hub, request);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.body.trimmed().isEmpty());
}

void TestHttpPages::otherWebSocketVersionIsToldTheRightOne()
{
    const HttpAnswer answer = ask(m_hub,
        "GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 8\r\n\r\n");
    QCOMPARE(answer.status, 426);
    QCOMPARE(answer.headers.value("sec-websocket-version"), QByteArray("13"));
}

void TestHttpPages::headThatIsTooLargeIsRefused()
{
    const HttpAnswer answer = ask(
        m_hub, "GET / HTTP/1.1\r\nHost: hub\r\nX-Filler: " + QByteArray(20'000, 'x') + "\r\n\r\n");
    QCOMPARE(answer.status, 431);
}

void TestHttpPages::socketIsAcceptedOnAnyPath_data()
{
    QTest::addColumn<QString>("path");
    for (const char* path : {"/", "/ws", "/signalbox", "/any/where?with=query"}) {
        QTest::newRow(path) << QString::fromLatin1(path);
    }
}

void TestHttpPages::socketIsAcceptedOnAnyPath()
{
    QFETCH(QString, path);

    QWebSocket client;
    QSignalSpy connected(&client, &QWebSocket::connected);
    client.open(QUrl(m_hub.toString() + path));
    QTRY_COMPARE(connected.count(), 1);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestHttpPages)
#include "tst_httppages.moc"
