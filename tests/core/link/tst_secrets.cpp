// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/dialects.h"
#include "core/link/secrets.h"
#include "core/link/tap.h"
#include "tests/support/manualclock.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsOfEveryLanguageAreHidden_data();
    void secretsOfEveryLanguageAreHidden();
    void whatNobodyCanReadHidesItsSecretsToo_data();
    void whatNobodyCanReadHidesItsSecretsToo();
    void whatIsNoSecretIsShown_data();
    void whatIsNoSecretIsShown();
    void bytesWithoutSecretsStayShared();
    void whatComesBeforeTheMessageIsLeftAlone();
    void whatGoesOutIsSentAsItIsAndShownWithoutSecrets();
    void everyBeginningAndEveryChangedByteHolds();
    void secretsAreFoundInTheWholeOfALargeMessage();
};

namespace {

QByteArray shown(QByteArray message)
{
    hideSecrets(message);
    return message;
}

void row(const char* name, const char* text, const char* seen)
{
    QTest::newRow(name) << QByteArray(text) << QByteArray(seen);
}

} // namespace

void TestSecrets::secretsOfEveryLanguageAreHidden_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("seen");
    row("PIN", R"({"type":"join","pin":"123 456"})", R"({"type":"join","pin":"*******"})");
    row("PIN in a payload", R"({"type":"join","payload":{"nick":"a","pin":"123456"}})",
        R"({"type":"join","payload":{"nick":"a","pin":"******"}})");
    row("resume token", R"({"type":"join","resume":"abc-_1","room":"r"})",
        R"({"type":"join","resume":"******","room":"r"})");
    row("resume token that is given", R"({"type":"joined","resume":"abc","resumed":false})",
        R"({"type":"joined","resume":"***","resumed":false})");
    row("Ayame's key", R"({"type":"register","roomId":"r","signalingKey":"123456"})",
        R"({"type":"register","roomId":"r","signalingKey":"******"})");
    row("Ayame's former key", R"({"type":"register","roomId":"r","key":"123456"})",
        R"({"type":"register","roomId":"r","key":"******"})");
    row("Ayame's metadata", R"({"type":"register","authnMetadata":{"a":["}",{"b":"x"}]},"c":1})",
        R"({"type":"register","authnMetadata":{*******************},"c":1})");
    row("PeerJS", R"({"type":"OPEN","token":"kx7"})", R"({"type":"OPEN","token":"***"})");
    row("a relay's password",
        R"({"iceServers":[{"urls":["turn:t"],"username":"u","credential":"pw"}]})",
        R"({"iceServers":[{"urls":["turn:t"],"username":"u","credential":"**"}]})");
    row("GStreamer's metadata", R"({"type":"setPeerStatus","meta":{"token":"abc"}})",
        R"({"type":"setPeerStatus","meta":{"token":"***"}})");
    row("GStreamer's plain words", R"(HELLO 17 {"token":"abc"})", R"(HELLO 17 {"token":"***"})");
    row("in an address", R"({"type":"a","url":"ws://h/pin-123456/room"})",
        R"({"type":"a","url":"ws://h/pin-******/room"})");
    row("in a query", R"({"type":"a","url":"/peerjs?id=a&token=abc"})",
        R"({"type":"a","url":"/peerjs?id=a&token=***"})");
    row("in JSON within JSON", R"({"type":"a","data":"{\"pin\":\"123456\"}"})",
        R"({"type":"a","data":"{\"pin\":***********"})");
    row("a number", R"({"pin": 123456 , "a":1})", R"({"pin": *******, "a":1})");
    row("a list", R"({"pin":[1,2],"a":1})", R"({"pin":[***],"a":1})");
    row("a quote within", R"({"pin":"12\"34","a":1})", R"({"pin":"******","a":1})");
    row("capitals", R"({"PIN":"1","Token":"2"})", R"({"PIN":"*","Token":"*"})");
    row("a key with escapes", R"({"p\u0069n":"123456","a":1})", R"({"p\u0069n":"******","a":1})");
    row("gaps", "{\"pin\"\t: \n\"123456\"}", "{\"pin\"\t: \n\"******\"}");
}

void TestSecrets::secretsOfEveryLanguageAreHidden()
{
    QFETCH(QByteArray, text);
    QTEST(shown(text), "seen");
}

void TestSecrets::whatNobodyCanReadHidesItsSecretsToo_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("seen");
    row("cut off in the value", R"({"pin":"1234)", R"({"pin":"****)");
    row("cut off after a backslash", R"({"pin":"12\)", R"({"pin":"***)");
    row("cut off in a list", R"({"pin":[{"a":"1"})", R"({"pin":[*********)");
    row("no closing quote", R"({"pin":"1234,"a":1})", R"({"pin":"*****"a":1})");
    row("no colon", R"({"pin" "1234"})", R"({"pin" "****"})");
    row("a comma", R"(["pin","1234"])", R"(["pin","****"])");
    row("equals", R"({"pin"="1234"})", R"({"pin"="****"})");
    row("single quotes", R"({'type':'join','pin':'1234'})", R"({'type':'join','pin*********)");
    row("no quotes", R"({type:join,pin:1234})", R"({type:join,pin******)");
    row("a query", R"(room=a&token=1234&b=c)", R"(room=a&token*********)");
    row("a command", R"(join /pin-1234/room)", R"(join /pin-****/room)");
    row("quotes that do not match", R"({"type":"join,"pin":"1234"})",
        R"({"type":"join,"pin*********)");
}

void TestSecrets::whatNobodyCanReadHidesItsSecretsToo()
{
    QFETCH(QByteArray, text);
    QTEST(shown(text), "seen");
}

void TestSecrets::whatIsNoSecretIsShown_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto same = [](const char* text) { QTest::newRow(text) << QByteArray(text); };
    same("");
    same(R"({"type":"offer","sdp":"v=0\r\na=ice-ufrag:x\r\na=mid:0\r\na=key-mgmt:x\r\n"})");
    same(R"({"type":"resume","room":"r"})");
    same(R"({"type":"key","code":5})");
    same(R"({"type":"chat","text":"what is the pin?"})");
    same(R"({"spin":"1","pins":"2","monkey":3,"tokens":[4]})");
    same(R"({"pin":null,"resume":false,"token":""})");
    same(R"({"resumed":true,"pinned":"x","peer":"spin-up"})");
    same(R"({"a":{"b":["c",{"d":"\\\""}]}})");
    same("HELLO 17");
}

void TestSecrets::whatIsNoSecretIsShown()
{
    QFETCH(QByteArray, text);
    QCOMPARE(shown(text), text);
}

void TestSecrets::bytesWithoutSecretsStayShared()
{
    const QByteArray message = R"({"type":"offer","sdp":"v=0"})";
    QByteArray copy = message;
    hideSecrets(copy);
    QCOMPARE(copy.constData(), message.constData());
}

void TestSecrets::whatComesBeforeTheMessageIsLeftAlone()
{
    QByteArray message = R"("pin":"1" {"pin":"2"})";
    hideSecrets(message, 10);
    QCOMPARE(message, QByteArray(R"("pin":"1" {"pin":"*"})"));
}

void TestSecrets::whatGoesOutIsSentAsItIsAndShownWithoutSecrets()
{
    const ManualClock clock;
    Tap tap(clock);
    tap.turn(true);
    const Dialects dialects{DialectSettings()};
    Welcomed welcomed;
    welcomed.self = {u"a"_qs, u"A"_qs};
    welcomed.resume = "abcdef";
    const Frame frame = Frame::fromText(dialects.at(Languages::Signalbox).write(welcomed, 0));
    QVERIFY(frame.text().contains("abcdef"));
    tap.hear(welcomed, {PeerNumber(1)}, frame);
    const TrafficBatchPtr batch = tap.take();
    QVERIFY(!batch->records.front().text().contains("abcdef"));
    QVERIFY(batch->records.front().text().contains(R"("resume":"******")"));
    QVERIFY(frame.text().contains("abcdef"));
}

/// Whatever stands there: nothing beyond its ends is read or written.
void TestSecrets::everyBeginningAndEveryChangedByteHolds()
{
    const QByteArray text
        = R"({"pin":[{"a":"\"}"}],"p\u0069n":"x","d":"{\"token\":1}","key":1} pin-1)";
    const QByteArray signs = "\"\\{}[]:,' ap-\0";
    for (qsizetype size = 0; size <= text.size(); ++size) {
        QByteArray beginning = text.first(size);
        beginning.squeeze();
        hideSecrets(beginning);
        QCOMPARE(beginning.size(), size);
        for (const char sign : signs) {
            QByteArray changed = text;
            changed[std::min(size, text.size() - 1)] = sign;
            hideSecrets(changed);
            QCOMPARE(changed.size(), text.size());
        }
    }
}

void TestSecrets::secretsAreFoundInTheWholeOfALargeMessage()
{
    QByteArray message(60'000, '[');
    message += R"("pin","123456")";
    hideSecrets(message);
    QVERIFY(message.endsWith(R"("pin","******")"));
    QByteArray names;
    for (int i = 0; i < 10'000; ++i) {
        names += R"("key":[)";
    }
    hideSecrets(names);
    QVERIFY(names.startsWith(R"("key":[****)"));
}

SIGNALBOX_TEST(TestSecrets)
#include "tst_secrets.moc"
