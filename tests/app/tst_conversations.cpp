// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

#include <memory>

namespace Signalbox {

namespace {

/// A client that says exactly what it is given, and keeps what it hears.
class Talker : public QObject
{
    Q_OBJECT

public:
    explicit Talker(const QUrl& hub)
    {
        connect(&m_socket, &QWebSocket::textMessageReceived, this, &Talker::keep);
        QSignalSpy connected(&m_socket, &QWebSocket::connected);
        m_socket.open(hub);
        if (!QTest::qWaitFor([&] { return !connected.isEmpty(); }, 20'000)) {
            qWarning("No connection: %s", qPrintable(m_socket.errorString()));
        }
    }

    void say(const QString& text) { m_socket.sendTextMessage(text); }
    void close() { m_socket.close(); }

    /// The next message of this type, waited for; those before it are dropped.
    QJsonObject next(const QString& type)
    {
        QJsonObject found;
        const bool came = QTest::qWaitFor(
            [&] {
                while (!m_heard.isEmpty()) {
                    found = QJsonDocument::fromJson(m_heard.takeFirst().toUtf8()).object();
                    if (found[QStringLiteral("type")].toString() == type) {
                        return true;
                    }
                }
                return false;
            },
            20'000);
        return came ? found : QJsonObject();
    }

    /// Whether anything of this type is among what has come so far.
    bool heard(const QString& type) const
    {
        for (const QString& text : m_all) {
            if (QJsonDocument::fromJson(text.toUtf8())[QStringLiteral("type")].toString() == type) {
                return true;
            }
        }
        return false;
    }

    const QStringList& all() const { return m_all; }

private:
    void keep(const QString& text)
    {
        m_heard.append(text);
        m_all.append(text);
    }

    QWebSocket m_socket;
    QStringList m_heard;
    QStringList m_all;
};

QString text(const QJsonObject& object, const char* key)
{
    return object[QLatin1String(key)].toString();
}

} // namespace

/// Whole conversations with the real program, in both drafts of the protocol family.
class TestConversations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void draftWithIdsOfItsOwnFindsItsPeers();
    void draftWithIdsOfTheHubFindsItsPeers();
    void bothDraftsUnderstandEachOther();
    void relayedMessageKeepsItsBytes();
    void roomsDoNotHearEachOther();
    void messageToNobodyIsAnswered();

private:
    std::unique_ptr<Program> m_program;
    QUrl m_hub;
};

void TestConversations::init()
{
    m_program = std::make_unique<Program>();
    m_hub = m_program->startListening();
    QVERIFY(m_hub.isValid());
}

void TestConversations::cleanup()
{
    m_program->terminate();
    QCOMPARE(m_program->exitCode(), 0);
}

void TestConversations::draftWithIdsOfItsOwnFindsItsPeers()
{
    Talker ann(m_hub);
    ann.say(QStringLiteral(R"({"type":"join","id":"u1","nick":"ann"})"));
    const QJsonObject joined = ann.next(QStringLiteral("joined"));
    QCOMPARE(text(joined, "id"), QStringLiteral("u1"));
    QCOMPARE(text(joined, "nick"), QStringLiteral("ann"));

    Talker bob(m_hub);
    bob.say(QStringLiteral(R"({"type":"join","id":"u2","nick":"bob"})"));
    QCOMPARE(text(bob.next(QStringLiteral("joined")), "id"), QStringLiteral("u2"));
    QCOMPARE(text(ann.next(QStringLiteral("join")), "nick"), QStringLiteral("bob"));

    ann.say(QStringLiteral(R"({"type":"offer","payload":{"sdp":"v=0"}})"));
    const QJsonObject offer = bob.next(QStringLiteral("offer"));
    QCOMPARE(text(offer, "senderId"), QStringLiteral("u1"));
    QCOMPARE(text(offer[QStringLiteral("userInfo")].toObject(), "nick"), QStringLiteral("ann"));

    bob.say(QStringLiteral(R"({"type":"answer","receiverId":"u1","payload":{"sdp":"v=0"}})"));
    QCOMPARE(text(ann.next(QStringLiteral("answer")), "senderId"), QStringLiteral("u2"));

    bob.close();
    const QJsonObject leave = ann.next(QStringLiteral("leave"));
    QCOMPARE(text(leave[QStringLiteral("payload")].toObject(), "id"), QStringLiteral("u2"));
    QCOMPARE(text(leave[QStringLiteral("payload")].toObject(), "nick"), QStringLiteral("bob"));
}

void TestConversations::draftWithIdsOfTheHubFindsItsPeers()
{
    Talker ann(m_hub);
    Talker bob(m_hub);
    Talker carol(m_hub);
    ann.say(QStringLiteral(R"({"type":"join","payload":{"nick":"ann"}})"));
    bob.say(QStringLiteral(R"({"type":"join","payload":{"nick":"bob"}})"));
    carol.say(QStringLiteral(R"({"type":"join","payload":{"nick":"carol"}})"));
    const QString annId = text(ann.next(QStringLiteral("joined")), "id");
    QVERIFY(!annId.isEmpty());
    QVERIFY(!bob.next(QStringLiteral("joined")).isEmpty());
    QVERIFY(!carol.next(QStringLiteral("joined")).isEmpty());

    ann.say(QStringLiteral(R"({"type":"offer","data":{"sdp":"v=0","type":"offer"}})"));
    const QJsonObject offer = bob.next(QStringLiteral("offer"));
    QCOMPARE(text(offer, "senderId"), annId);
    QCOMPARE(text(carol.next(QStringLiteral("offer")), "senderId"), annId);

    bob.say(
        QStringLiteral(R"({"type":"answer","receiverId":"%1","data":{"sdp":"v=0"}})").arg(annId));
    const QJsonObject answer = ann.next(QStringLiteral("answer"));
    QCOMPARE(text(answer[QStringLiteral("userInfo")].toObject(), "nick"), QStringLiteral("bob"));
    bob.say(QStringLiteral(R"({"type":"icecandidate","candidate":"candidate:1"})"));
    QVERIFY(!ann.next(QStringLiteral("icecandidate")).isEmpty());
    QVERIFY(!carol.next(QStringLiteral("icecandidate")).isEmpty());
    QVERIFY(!carol.heard(QStringLiteral("answer")));

    // Left once, told once: closing afterwards is no second departure.
    bob.say(QStringLiteral(R"({"type":"leave"})"));
    QCOMPARE(text(ann.next(QStringLiteral("leave")), "nick"), QStringLiteral("bob"));
    bob.close();
    carol.close();
    QCOMPARE(text(ann.next(QStringLiteral("leave")), "nick"), QStringLiteral("carol"));
}

void TestConversations::bothDraftsUnderstandEachOther()
{
    Talker ann(m_hub);
    ann.say(QStringLiteral(R"({"type":"join","id":"u1","nick":"ann"})"));
    QVERIFY(!ann.next(QStringLiteral("joined")).isEmpty());
    Talker bob(m_hub);
    bob.say(QStringLiteral(R"({"type":"join","payload":{"nick":"bob"}})"));
    const QString bobId = text(bob.next(QStringLiteral("joined")), "id");
    QCOMPARE(text(ann.next(QStringLiteral("join")), "id"), bobId);

    bob.say(QStringLiteral(R"({"type":"offer","data":1})"));
    QCOMPARE(text(ann.next(QStringLiteral("offer")), "senderId"), bobId);
    ann.say(QStringLiteral(R"({"type":"answer","receiverId":"%1","payload":2})").arg(bobId));
    QCOMPARE(text(bob.next(QStringLiteral("answer")), "senderId"), QStringLiteral("u1"));
}

void TestConversations::relayedMessageKeepsItsBytes()
{
    Talker ann(m_hub);
    ann.say(QStringLiteral(R"({"type":"join","id":"u1","nick":"安"})"));
    QVERIFY(!ann.next(QStringLiteral("joined")).isEmpty());
    Talker bob(m_hub);
    bob.say(QStringLiteral(R"({"type":"join","id":"u2"})"));
    QVERIFY(!bob.next(QStringLiteral("joined")).isEmpty());

    ann.say(QStringLiteral(
        R"({"type":"x" , "senderId":"forged", "z":12345678901234567890.10,"a":"\u00e9"})"));
    QVERIFY(!bob.next(QStringLiteral("x")).isEmpty());
    const QString relayed = bob.all().constLast();
    QVERIFY2(relayed.contains(QStringLiteral(R"("z":12345678901234567890.10,"a":"\u00e9")")),
        qPrintable(relayed));
    QVERIFY2(!relayed.contains(QStringLiteral("forged")), qPrintable(relayed));
    QVERIFY2(
        relayed.endsWith(QStringLiteral(R"("senderId":"u1","userInfo":{"id":"u1","nick":"安"}})")),
        qPrintable(relayed));
}

void TestConversations::roomsDoNotHearEachOther()
{
    Talker ann(m_hub);
    Talker bob(m_hub);
    Talker carol(m_hub);
    ann.say(QStringLiteral(R"({"type":"join","nick":"ann","room":"red"})"));
    bob.say(QStringLiteral(R"({"type":"join","nick":"bob","room":"blue"})"));
    QVERIFY(!ann.next(QStringLiteral("joined")).isEmpty());
    QVERIFY(!bob.next(QStringLiteral("joined")).isEmpty());
    carol.say(QStringLiteral(R"({"type":"join","nick":"carol","room":"blue"})"));
    const QJsonObject joined = carol.next(QStringLiteral("joined"));
    QCOMPARE(joined[QStringLiteral("peers")].toArray().size(), 1);

    carol.say(QStringLiteral(R"({"type":"hello"})"));
    QVERIFY(!bob.next(QStringLiteral("hello")).isEmpty());
    carol.say(QStringLiteral(R"({"type":"join","room":"red"})"));
    QVERIFY(!ann.next(QStringLiteral("join")).isEmpty());
    QVERIFY(!ann.heard(QStringLiteral("hello")));
}

void TestConversations::messageToNobodyIsAnswered()
{
    Talker ann(m_hub);
    ann.say(QStringLiteral(R"({"type":"offer","receiverId":"nobody"})"));
    const QJsonObject error = ann.next(QStringLiteral("error"));
    QCOMPARE(text(error, "code"), QStringLiteral("unknown-receiver"));
    QCOMPARE(text(error, "receiverId"), QStringLiteral("nobody"));
    ann.say(QStringLiteral("not JSON"));
    QCOMPARE(text(ann.next(QStringLiteral("error")), "code"), QStringLiteral("not-json"));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestConversations)
#include "tst_conversations.moc"
