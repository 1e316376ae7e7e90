// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/mailbox.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const Moment start{1h};
const Realm realm{Language(1), {}};

Place to(const QString& receiver)
{
    return {realm, receiver};
}

Mailbox::Letter letter(int sender, const QByteArray& text)
{
    return {PeerNumber(sender), u"10.0.0.%1"_qs.arg(sender), {u"u%1"_qs.arg(sender), {}}, {text}};
}

QByteArrayList texts(const QList<Mailbox::Letter>& letters)
{
    QByteArrayList all;
    for (const Mailbox::Letter& one : letters) {
        all.append(one.message.bytes);
    }
    return all;
}

/// "1 to ann, 2 to bob".
QString text(const QList<Mailbox::Return>& returns)
{
    QStringList all;
    for (const Mailbox::Return& one : returns) {
        all.append(u"%1 to %2"_qs.arg(quint64(one.sender)).arg(one.receiver));
    }
    return all.join(u", ");
}

} // namespace

class TestMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lettersAreTakenOnceAndInOrder();
    void aLetterSaysWhoSentIt();
    void receiversAndRealmsDoNotShare();
    void eachBoundHolds_data();
    void eachBoundHolds();
    void anEmptyLetterCounts();
    void sendersOfOneAddressShareItsBytes();
    void whatIsTakenMakesRoom();
    void whatIsOverdueMakesRoom();
    void whatWasRefusedLeavesNothingBehind();
    void theOldestLetterTakesTheOthersAlong();
    void timeBeginsAnewAfterTaking();
    void severalAreOverdueInTheOrderOfTheirTime();
    void eachSenderIsNamedOnceForEachReceiver();
    void whatIsKeptLongerIsBoundedAsWell();
};

void TestMailbox::lettersAreTakenOnceAndInOrder()
{
    Mailbox mailbox;
    QVERIFY(mailbox.isEmpty());
    for (const char* words : {"a", "b", "c"}) {
        QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, words), start, {}));
    }
    QVERIFY(!mailbox.isEmpty());
    QCOMPARE(texts(mailbox.take(to(u"ann"_qs))), (QByteArrayList{"a", "b", "c"}));
    QVERIFY(mailbox.isEmpty());
    QVERIFY(mailbox.take(to(u"ann"_qs)).isEmpty());
}

void TestMailbox::aLetterSaysWhoSentIt()
{
    Mailbox mailbox;
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(7, "a"), start, {}));
    const Mailbox::Letter taken = mailbox.take(to(u"ann"_qs)).first();
    QCOMPARE(taken.senderNumber, PeerNumber(7));
    QCOMPARE(taken.sender, (Identity{u"u7"_qs, {}}));
}

void TestMailbox::receiversAndRealmsDoNotShare()
{
    Mailbox mailbox;
    const Place other{{Language(1), "key"}, u"ann"_qs};
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, "a"), start, {}));
    QVERIFY(mailbox.post(to(u"bob"_qs), letter(1, "b"), start, {}));
    QVERIFY(mailbox.post(other, letter(1, "c"), start, {}));
    QCOMPARE(texts(mailbox.take(other)), QByteArrayList{"c"});
    QCOMPARE(texts(mailbox.take(to(u"bob"_qs))), QByteArrayList{"b"});
    QCOMPARE(texts(mailbox.take(to(u"ann"_qs))), QByteArrayList{"a"});
}

void TestMailbox::eachBoundHolds_data()
{
    QTest::addColumn<int>("perSender");
    QTest::addColumn<int>("bytesPerAddress");
    QTest::addColumn<int>("bytesPerReceiver");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<bool>("toAnother"); // whether one more fits, to another receiver
    QTest::addColumn<bool>("fromAnother"); // or from another sender
    QTest::newRow("letters of one sender") << 3 << 1000 << 1000 << 1000 << 1000 << false << true;
    QTest::newRow("bytes from one address") << 1000 << 30 << 1000 << 1000 << 1000 << false << true;
    QTest::newRow("bytes for one receiver") << 1000 << 1000 << 30 << 1000 << 1000 << true << false;
    QTest::newRow("letters in all") << 1000 << 1000 << 1000 << 3 << 1000 << false << false;
    QTest::newRow("bytes in all") << 1000 << 1000 << 1000 << 1000 << 30 << false << false;
}

void TestMailbox::eachBoundHolds()
{
    QFETCH(int, perSender);
    QFETCH(int, bytesPerAddress);
    QFETCH(int, bytesPerReceiver);
    QFETCH(int, count);
    QFETCH(int, bytes);
    QFETCH(bool, toAnother);
    QFETCH(bool, fromAnother);
    const RuleLimits limits{.mailPerSender = perSender,
        .mailBytesPerAddress = bytesPerAddress,
        .mailBytesPerReceiver = bytesPerReceiver,
        .mailCount = count,
        .mailBytes = bytes};
    Mailbox mailbox;
    const auto post = [&](const QString& receiver, int sender) {
        return mailbox.post(to(receiver), letter(sender, "9 letters"), start, limits);
    };
    for (int i = 0; i < 3; ++i) {
        QVERIFY(post(u"ann"_qs, 1));
    }
    QVERIFY(!post(u"ann"_qs, 1));
    QCOMPARE(post(u"bob"_qs, 1), toAnother);
    QCOMPARE(post(u"ann"_qs, 2), fromAnother);
}

void TestMailbox::anEmptyLetterCounts()
{
    const RuleLimits limits{.mailBytesPerReceiver = 2};
    Mailbox mailbox;
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, {}), start, limits));
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, {}), start, limits));
    QVERIFY(!mailbox.post(to(u"ann"_qs), letter(1, {}), start, limits));
}

void TestMailbox::sendersOfOneAddressShareItsBytes()
{
    const RuleLimits limits{.mailBytesPerAddress = 20};
    Mailbox mailbox;
    for (int sender : {1, 2, 3}) {
        Mailbox::Letter one = letter(sender, "9 letters");
        one.senderBlock = u"10.0.0.1"_qs;
        QCOMPARE(mailbox.post(to(QString::number(sender)), one, start, limits), sender < 3);
    }
    mailbox.take(to(u"1"_qs));
    QVERIFY(mailbox.post(to(u"3"_qs), letter(1, "9 letters"), start, limits));
}

void TestMailbox::whatIsTakenMakesRoom()
{
    RuleLimits limits;
    limits.mailPerSender = 1;
    limits.mailCount = 1;
    limits.mailBytes = 10;
    limits.mailBytesPerReceiver = 10;
    Mailbox mailbox;
    for (int i = 0; i < 100; ++i) {
        QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, "9 letters"), start, limits));
        QVERIFY(!mailbox.post(to(u"ann"_qs), letter(1, "9 letters"), start, limits));
        QCOMPARE(mailbox.take(to(u"ann"_qs)).size(), 1);
    }
}

void TestMailbox::whatIsOverdueMakesRoom()
{
    RuleLimits limits;
    limits.mailPerSender = 1;
    limits.mailCount = 1;
    limits.mailBytes = 10;
    Mailbox mailbox;
    Moment now = start;
    for (int i = 0; i < 100; ++i) {
        QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, "9 letters"), now, limits));
        QVERIFY(!mailbox.post(to(u"bob"_qs), letter(2, "9 letters"), now, limits));
        now += limits.mailTime;
        QCOMPARE(mailbox.takeOverdue(now).size(), 1);
        QVERIFY(mailbox.isEmpty());
    }
}

void TestMailbox::whatWasRefusedLeavesNothingBehind()
{
    RuleLimits limits;
    limits.mailBytesPerReceiver = 5;
    Mailbox mailbox;
    QVERIFY(!mailbox.post(to(u"ann"_qs), letter(1, "9 letters"), start, limits));
    QVERIFY(mailbox.isEmpty());
    QVERIFY(mailbox.takeOverdue(start + 1h).isEmpty());
}

void TestMailbox::theOldestLetterTakesTheOthersAlong()
{
    RuleLimits limits;
    limits.mailTime = 5s;
    Mailbox mailbox;
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, "a"), start, limits));
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, "b"), start + 4999ms, limits));
    QVERIFY(mailbox.takeOverdue(start + 4999ms).isEmpty());
    QCOMPARE(text(mailbox.takeOverdue(start + 5s)), u"1 to ann"_qs);
    QVERIFY(mailbox.isEmpty());
}

void TestMailbox::timeBeginsAnewAfterTaking()
{
    RuleLimits limits;
    limits.mailTime = 5s;
    Mailbox mailbox;
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, "a"), start, limits));
    mailbox.take(to(u"ann"_qs));
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(1, "b"), start + 4s, limits));
    QVERIFY(mailbox.takeOverdue(start + 5s).isEmpty());
    QCOMPARE(text(mailbox.takeOverdue(start + 9s)), u"1 to ann"_qs);
}

void TestMailbox::severalAreOverdueInTheOrderOfTheirTime()
{
    RuleLimits limits;
    limits.mailTime = 5s;
    Mailbox mailbox;
    QVERIFY(mailbox.post(to(u"carl"_qs), letter(1, "a"), start, limits));
    QVERIFY(mailbox.post(to(u"bob"_qs), letter(1, "b"), start, limits)); // in the same instant
    QVERIFY(mailbox.post(to(u"ann"_qs), letter(2, "c"), start + 1s, limits));
    QVERIFY(mailbox.post(to(u"eve"_qs), letter(2, "d"), start + 9s, limits));
    QCOMPARE(text(mailbox.takeOverdue(start + 8s)), u"1 to carl, 1 to bob, 2 to ann"_qs);
    QCOMPARE(texts(mailbox.take(to(u"eve"_qs))), QByteArrayList{"d"});
    QVERIFY(mailbox.isEmpty());
}

void TestMailbox::eachSenderIsNamedOnceForEachReceiver()
{
    Mailbox mailbox;
    for (int round = 0; round < 3; ++round) {
        for (int sender : {1, 2}) {
            QVERIFY(mailbox.post(to(u"ann"_qs), letter(sender, "x"), start, {}));
        }
        QVERIFY(mailbox.post(to(u"bob"_qs), letter(1, "x"), start, {}));
    }
    QCOMPARE(text(mailbox.takeOverdue(start + 1h)), u"1 to ann, 2 to ann, 1 to bob"_qs);
}

void TestMailbox::whatIsKeptLongerIsBoundedAsWell()
{
    Mailbox mailbox;
    RuleLimits limits;
    limits.mailPerSender = 1;
    QVERIFY(mailbox.keep(to(u"ann"_qs), letter(1, "a"), start + 30s, limits));
    QVERIFY(!mailbox.keep(to(u"ann"_qs), letter(1, "b"), start + 30s, limits));
    QVERIFY(!mailbox.post(to(u"bob"_qs), letter(1, "c"), start, limits));
    QVERIFY(mailbox.takeOverdue(start + 29s).isEmpty());
    QCOMPARE(mailbox.takeOverdue(start + 30s).size(), 1);
}

SIGNALBOX_TEST(TestMailbox)
#include "tst_mailbox.moc"
