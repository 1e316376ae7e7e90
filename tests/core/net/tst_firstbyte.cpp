// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/firstbyte.h"
#include "tests/support/suite.h"

#include <QCoreApplication>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace Signalbox;

/// Two connected descriptors stand for the ends of a connection.
class TestFirstByte : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void itTellsWhatSpeaksTls_data();
    void itTellsWhatSpeaksTls();
    void itWaits();
    void itWaitsForTheWholeHello_data();
    void itWaitsForTheWholeHello();
    void itTellsWhenTheConnectionIsGone();
    void itTellsWhenTheConnectionIsGoneWithinTheHello();
    void itTellsOnceAndLeavesTheByte();
    void itHangsUpUnlessReleased();

private:
    QList<FirstByte::Kind> listenTo(FirstByte& waiting);

    int m_near = -1;
    int m_far = -1;
    QList<FirstByte::Kind> m_seen;
};

void TestFirstByte::init()
{
    int ends[2];
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    m_near = ends[0];
    m_far = ends[1];
    m_seen.clear();
}

void TestFirstByte::cleanup()
{
    ::close(m_near); // may be closed already
    ::close(m_far);
}

QList<FirstByte::Kind> TestFirstByte::listenTo(FirstByte& waiting)
{
    connect(&waiting, &FirstByte::seen, this, [this](FirstByte::Kind kind) { m_seen += kind; });
    waiting.look();
    return m_seen;
}

void TestFirstByte::itTellsWhatSpeaksTls_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<FirstByte::Kind>("kind");
    const QByteArray head = QByteArray::fromHex("1603010008010000040303");
    const QByteArray longHead = QByteArray::fromHex("160301400001003ffc0303");
    QTest::newRow("TLS") << head + QByteArray(2, '\0') << FirstByte::Kind::Tls;
    QTest::newRow("a long hello") << longHead + QByteArray(FirstByte::MostAwaited, '\0')
                                  << FirstByte::Kind::Tls;
    QTest::newRow("longer than any")
        << QByteArray::fromHex("160301000401020304") << FirstByte::Kind::Garbled;
    QTest::newRow("no version") << QByteArray("\x16GET") << FirstByte::Kind::Garbled;
    QTest::newRow("no hello") << QByteArray::fromHex("160301000802") << FirstByte::Kind::Garbled;
    QTest::newRow("GET") << QByteArray("GET /") << FirstByte::Kind::Plain;
    QTest::newRow("null") << QByteArray(1, '\0') << FirstByte::Kind::Plain;
    QTest::newRow("SSL 2") << QByteArray("\x80\x2e") << FirstByte::Kind::Plain;
}

void TestFirstByte::itTellsWhatSpeaksTls()
{
    QFETCH(QByteArray, bytes);
    QFETCH(FirstByte::Kind, kind);
    QCOMPARE(::write(m_far, bytes.constData(), size_t(bytes.size())), bytes.size());
    FirstByte waiting(m_near);
    QCOMPARE(listenTo(waiting), QList<FirstByte::Kind>{kind});
}

void TestFirstByte::itWaits()
{
    FirstByte waiting(m_near);
    QVERIFY(listenTo(waiting).isEmpty());
    QCoreApplication::processEvents();
    QVERIFY(m_seen.isEmpty());
    QCOMPARE(::write(m_far, "G", 1), 1);
    QTRY_COMPARE(m_seen, QList<FirstByte::Kind>{FirstByte::Kind::Plain});
}

void TestFirstByte::itWaitsForTheWholeHello_data()
{
    QTest::addColumn<QByteArray>("hello");
    QTest::newRow("in one record") << QByteArray::fromHex("16030100080100000403030000");
    QTest::newRow("cut within its own head") << QByteArray::fromHex("160301000101");
    QTest::newRow("in several") << QByteArray::fromHex("160301000401000006030300000000");
}

void TestFirstByte::itWaitsForTheWholeHello()
{
    QFETCH(QByteArray, hello);
    FirstByte waiting(m_near);
    QVERIFY(listenTo(waiting).isEmpty());
    for (const char byte : hello.chopped(1)) {
        QCOMPARE(::write(m_far, &byte, 1), 1);
        QCoreApplication::processEvents();
        waiting.look();
        QVERIFY(m_seen.isEmpty());
    }
    QCOMPARE(::write(m_far, hello.constData() + hello.size() - 1, 1), 1);
    QTRY_COMPARE(m_seen, QList<FirstByte::Kind>{FirstByte::Kind::Tls});
}

void TestFirstByte::itTellsWhenTheConnectionIsGoneWithinTheHello()
{
    FirstByte waiting(m_near);
    QCOMPARE(::write(m_far, "\x16\x03\x01", 3), 3);
    QVERIFY(listenTo(waiting).isEmpty());
    ::shutdown(m_far, SHUT_WR);
    QTRY_COMPARE(m_seen, QList<FirstByte::Kind>{FirstByte::Kind::Gone});
}

void TestFirstByte::itTellsWhenTheConnectionIsGone()
{
    FirstByte waiting(m_near);
    QVERIFY(listenTo(waiting).isEmpty());
    ::close(m_far);
    QTRY_COMPARE(m_seen, QList<FirstByte::Kind>{FirstByte::Kind::Gone});
}

void TestFirstByte::itTellsOnceAndLeavesTheByte()
{
    FirstByte waiting(m_near);
    QVERIFY(listenTo(waiting).isEmpty());
    QCOMPARE(::write(m_far, "GET", 3), 3);
    QTRY_COMPARE(m_seen.size(), 1);
    QCOMPARE(::write(m_far, " /", 2), 2);
    QCoreApplication::processEvents();
    QCOMPARE(m_seen.size(), 1);
    char bytes[8];
    QCOMPARE(::read(m_near, bytes, sizeof bytes), 5);
}

void TestFirstByte::itHangsUpUnlessReleased()
{
    char byte = 0;
    {
        FirstByte waiting(m_near);
        QCOMPARE(waiting.release(), qintptr(m_near));
        waiting.hangUp();
    }
    QCOMPARE(::write(m_near, "x", 1), 1);
    QCOMPARE(::read(m_far, &byte, 1), 1);
    {
        FirstByte waiting(m_near);
    }
    QCOMPARE(::read(m_far, &byte, 1), 0);
}

SIGNALBOX_TEST(TestFirstByte)
#include "tst_firstbyte.moc"
