// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/frame.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizesAreEncodedInTheFewestBytes_data();
    void sizesAreEncodedInTheFewestBytes();
    void anEmptyFrameIsNothing();
    void copiesShareTheirBytes();
};

void TestFrame::sizesAreEncodedInTheFewestBytes_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("0") << 0 << QByteArray::fromHex("8100");
    QTest::newRow("1") << 1 << QByteArray::fromHex("8101");
    QTest::newRow("125") << 125 << QByteArray::fromHex("817d");
    QTest::newRow("126") << 126 << QByteArray::fromHex("817e007e");
    QTest::newRow("256") << 256 << QByteArray::fromHex("817e0100");
    QTest::newRow("65535") << 65535 << QByteArray::fromHex("817effff");
    QTest::newRow("65536") << 65536 << QByteArray::fromHex("817f0000000000010000");
    QTest::newRow("1000000") << 1'000'000 << QByteArray::fromHex("817f00000000000f4240");
}

void TestFrame::sizesAreEncodedInTheFewestBytes()
{
    QFETCH(int, size);
    QFETCH(QByteArray, header);
    const QByteArray text(size, 'x');
    const Frame frame = Frame::fromText(text);
    QVERIFY(!frame.isEmpty());
    QCOMPARE(frame.bytes(), header + text);
    QCOMPARE(frame.text().toByteArray(), text);
}

void TestFrame::anEmptyFrameIsNothing()
{
    const Frame frame;
    QVERIFY(frame.isEmpty());
    QVERIFY(frame.bytes().isEmpty());
    QVERIFY(frame.text().isEmpty());
}

void TestFrame::copiesShareTheirBytes()
{
    const Frame frame = Frame::fromText("hello");
    const Frame copy = frame;
    QCOMPARE(copy.bytes().constData(), frame.bytes().constData());
}

SIGNALBOX_TEST(TestFrame)
#include "tst_frame.moc"
