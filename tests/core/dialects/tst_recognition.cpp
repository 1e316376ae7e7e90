// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/languages.h"
#include "core/dialects/recognition.h"
#include "core/link/limits.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;

namespace {

constexpr Language nobodys = Languages::Undecided; // stands for: nothing tells

Language byPath(const QByteArray& path, const QByteArray& query)
{
    return Recognition::byPath({path, query}).value_or(nobodys);
}

Language byMessage(const QByteArray& path, const QByteArray& text)
{
    return Recognition::byMessage({path, {}}, text).value_or(nobodys);
}

void addRow(const char* name, const char* first, const QByteArray& second, Language language)
{
    QTest::newRow(name) << QByteArray(first) << second << int(language);
}

} // namespace

class TestRecognition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPathTells_data();
    void aPathTells();
    void aMessageTells_data();
    void aMessageTells();
    void hostileTextsTellNothing_data();
    void hostileTextsTellNothing();
    void thePathOfAMessageMattersForIdsOnly();
    void silenceTells_data();
    void silenceTells();

private:
    static void addServerLanguages();
    static void addOwnAndNobodys();
};

void TestRecognition::aPathTells_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("language");
    addRow("nothing", "", "", nobodys);
    addRow("the root", "/", "", nobodys);
    addRow("slashes", "////", "", nobodys);
    addRow("a name", "/room", "", nobodys);
    addRow("our own", "/ws", "", Languages::Signalbox);
    addRow("our own with more", "/ws/anything?", "token=1", Languages::Signalbox);
    addRow("our own by name", "/signalbox", "", Languages::Signalbox);
    addRow("our own with slashes", "//signalbox//", "", Languages::Signalbox);
    addRow("y-webrtc", "/y", "", Languages::YWebrtc);
    addRow("GStreamer", "/gst", "", Languages::GstWebrtc);
    addRow("GStreamer simple", "/gst-simple", "", Languages::GstSimple);
    addRow("matchbox", "/mb/room", "", Languages::Matchbox);
    addRow("matchbox, the default room", "/mb", "", Languages::Matchbox);
    addRow("matchbox by its groups", "/room", "next=3", Languages::Matchbox);
    addRow("matchbox by its groups at the root", "/", "a=b&next=2", Languages::Matchbox);
    addRow("libdatachannel", "/ldc/id", "", Languages::DataChannel);
    addRow("an id that is called ldc", "/ldc", "", nobodys);
    addRow("Ayame", "/signaling", "", Languages::Ayame);
    addRow("Ayame below a path", "/any/path/signaling", "", Languages::Ayame);
    addRow("WebTorrent", "/announce", "", Languages::WebTorrent);
    addRow("WebTorrent below a path", "/tracker/announce", "", Languages::WebTorrent);
    addRow("PeerJS", "/peerjs", "key=peerjs&id=a&token=t", Languages::PeerJs);
    addRow("PeerJS below a path of its own", "/myapp/peerjs", "key=k", Languages::PeerJs);
    addRow("PeerJS below another's path", "/y/peerjs", "key=k", Languages::PeerJs);
    addRow("another's path before a last part", "/y/peerjs", "", Languages::YWebrtc);
    addRow("only the first part is a mount", "/room/y", "", nobodys);
    addRow("only the last part is a mount", "/signaling/room", "", nobodys);
    addRow("case matters", "/WS", "", nobodys);
    addRow("parts are whole", "/wsx", "", nobodys);
    addRow("parts are as sent", "/%77s", "", nobodys);
    addRow("items are whole", "/room", "nextx=3&xnext=4", nobodys);
}

void TestRecognition::aPathTells()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(int, language);
    QCOMPARE(int(byPath(path, query)), language);
}

void TestRecognition::aMessageTells_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("language");
    addServerLanguages();
    addOwnAndNobodys();
}

void TestRecognition::addServerLanguages()
{
    addRow("GStreamer simple", "/", "HELLO 17", Languages::GstSimple);
    addRow("GStreamer simple with words", "/", "HELLO 17 {\"a\":1}", Languages::GstSimple);
    addRow("hello without a name", "/", "HELLO", nobodys);
    addRow("another hello", "/", "hello 17", nobodys);
    addRow("matchbox lives", "/room", "\"KeepAlive\"", Languages::Matchbox);
    addRow("matchbox lives, with spaces", "/room", " \"KeepAlive\"\n", Languages::Matchbox);
    addRow("another word in quotes", "/room", "\"Keepalive\"", nobodys);
    addRow(
        "matchbox speaks", "/room", R"({"Signal":{"receiver":"x","data":1}})", Languages::Matchbox);
    addRow("a signal that is no object", "/", R"({"Signal":"x"})", nobodys);
    addRow("WebTorrent", "/", R"({"action":"announce","info_hash":"x"})", Languages::WebTorrent);
    addRow("an action that is no text", "/", R"({"action":7})", nobodys);
    addRow(
        "y-webrtc subscribes", "/", R"({"type":"subscribe","topics":["a"]})", Languages::YWebrtc);
    addRow(
        "y-webrtc unsubscribes", "/", R"({"type":"unsubscribe","topics":[]})", Languages::YWebrtc);
    addRow("y-webrtc publishes", "/", R"({"topic":"a","type":"publish","data":{}})",
        Languages::YWebrtc);
    addRow("a subscription without topics", "/", R"({"type":"subscribe"})", Languages::Signalbox);
    addRow("a subscription to a topic", "/", R"({"type":"subscribe","topics":"a"})",
        Languages::Signalbox);
    addRow("a publication without a topic", "/", R"({"type":"publish"})", Languages::Signalbox);
    for (const char* type :
        {"setProtocolVersion", "setPeerStatus", "list", "listConsumers", "startSession"}) {
        addRow(type, "/", QByteArray(R"({"type":")") + type + "\"}", Languages::GstWebrtc);
    }
    addRow("GStreamer with an escape", "/", R"({"type":"l\u0069st"})", Languages::GstWebrtc);
    addRow("Ayame", "/", R"({"type":"register","roomId":"r","clientId":"c"})", Languages::Ayame);
    addRow("a registration without a room", "/", R"({"type":"register"})", Languages::Signalbox);
    addRow("a registration in no text", "/", R"({"type":"register","roomId":1})",
        Languages::Signalbox);
    addRow("libdatachannel", "/id", R"({"id":"other","type":"offer","description":"v=0"})",
        Languages::DataChannel);
    addRow("libdatachannel without a type", "/id", R"({"id":"other"})", Languages::DataChannel);
    addRow("an id that is no text", "/id", R"({"id":7,"type":"offer"})", Languages::Signalbox);
    addRow("the action comes before the type", "/", R"({"type":"join","action":"announce"})",
        Languages::WebTorrent);
    addRow("the signal comes before the action", "/", R"({"action":"x","Signal":{}})",
        Languages::Matchbox);
}

void TestRecognition::addOwnAndNobodys()
{
    addRow("our own", "/", R"({"type":"join"})", Languages::Signalbox);
    addRow("our own, wherever", "/room", R"({"type":"join","id":"u1"})", Languages::Signalbox);
    addRow("our own, of any type", "/", R"({"type":"offer","sdp":"v=0"})", Languages::Signalbox);
    addRow("our own, of an empty type", "/", R"({"type":""})", Languages::Signalbox);
    addRow("our own, with spaces", "/", " {\n\"type\" : \"leave\" } ", Languages::Signalbox);
    addRow("our own, behind a byte order mark", "/", "\xef\xbb\xbf{\"type\":\"join\"}",
        Languages::Signalbox);
    addRow("an id at the root tells nothing", "/", R"({"id":"other"})", nobodys);
    addRow("a type that is no text", "/", R"({"type":7})", nobodys);
    addRow("a type that is null", "/", R"({"type":null})", nobodys);
    addRow("a type further inside", "/", R"({"a":{"type":"join"}})", nobodys);
    addRow("another key", "/", R"({"Type":"join"})", nobodys);
    addRow("an empty object", "/", "{}", nobodys);
    addRow("an empty object on a path", "/id", "{}", nobodys);
}

void TestRecognition::aMessageTells()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    QFETCH(int, language);
    QCOMPARE(int(byMessage(path, text)), language);
}

void TestRecognition::hostileTextsTellNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
    const auto most = qsizetype(Limits().messageBytes);
    row("nothing", "");
    row("a space", " ");
    row("a zero", QByteArray(1, '\0'));
    row("words", "hello");
    row("a number", "7");
    row("an array", R"([{"type":"join"}])");
    row("not UTF-8", "{\"type\":\"join\xff\"}");
    row("not UTF-8 elsewhere", "{\"type\":\"join\",\"a\":\"\xc3\x28\"}");
    row("half a surrogate pair in UTF-8", "{\"type\":\"join\",\"a\":\"\xed\xa0\x80\"}");
    row("cut", R"({"type":"join")");
    row("followed by more", R"({"type":"join"}{"type":"join"})");
    row("a comma too many", R"({"type":"join",})");
    row("single quotes", "{'type':'join'}");
    row("deep", R"({"type":"join","a":)" + QByteArray(40, '[') + QByteArray(40, ']') + '}');
    row("very deep and open", QByteArray(most, '['));
    row("objects, very deep and open", QByteArray("{\"a\":").repeated(most / 5));
    row("huge", '"' + QByteArray(most - 2, 'x') + '"');
    row("huge nonsense", QByteArray(most, '\xff'));
    row("a zero inside", QByteArray("{\"type\":\"jo\0in\"}", 16));
}

void TestRecognition::hostileTextsTellNothing()
{
    QFETCH(QByteArray, text);
    for (const char* path : {"", "/", "/id", "/a/b/c"}) {
        QCOMPARE(int(byMessage(path, text)), int(nobodys));
    }
}

void TestRecognition::thePathOfAMessageMattersForIdsOnly()
{
    for (const char* path : {"/", "/id", "/a/b"}) {
        QCOMPARE(int(byMessage(path, R"({"action":"x","id":"a"})")), int(Languages::WebTorrent));
        QCOMPARE(int(byMessage(path, R"({"type":"list","id":"a"})")), int(Languages::GstWebrtc));
    }
    QCOMPARE(int(byMessage("/", R"({"type":"x","id":"a"})")), int(Languages::Signalbox));
    QCOMPARE(int(byMessage("/a/b", R"({"type":"x","id":"a"})")), int(Languages::DataChannel));
}

void TestRecognition::silenceTells_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QList<int>>("atOnce");
    QTest::addColumn<QList<int>>("afterSilence");
    using List = QList<int>;
    QTest::newRow("the root") << QByteArray("/") << List{} << List{int(Languages::GstWebrtc)};
    QTest::newRow("nothing") << QByteArray() << List{} << List{int(Languages::GstWebrtc)};
    QTest::newRow("a name") << QByteArray("/x") << List{int(Languages::DataChannel)}
                            << List{int(Languages::Matchbox)};
    QTest::newRow("a name and a slash") << QByteArray("//x/") << List{int(Languages::DataChannel)}
                                        << List{int(Languages::Matchbox)};
    QTest::newRow("two names") << QByteArray("/x/y") << List{int(Languages::DataChannel)} << List{};
}

void TestRecognition::silenceTells()
{
    QFETCH(QByteArray, path);
    QFETCH(QList<int>, atOnce);
    QFETCH(QList<int>, afterSilence);
    QList<int> early;
    QList<int> late;
    const QList<Recognition::Guess> guesses = Recognition::bySilence({path, {}});
    for (const Recognition::Guess& guess : guesses) {
        (guess.afterSilence ? late : early).append(int(guess.language));
    }
    QCOMPARE(early, atOnce);
    QCOMPARE(late, afterSilence);
}

SIGNALBOX_TEST(TestRecognition)
#include "tst_recognition.moc"
