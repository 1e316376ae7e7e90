// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/datachannel.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Signalbox;

namespace {

struct Alone final : Standing
{
    bool isPaired() const override { return false; }
    bool isInRoom() const override { return true; }
};

Reading read(const QByteArray& text)
{
    return DataChannel().open({"/aaaa", {}}).reader->read(text, Alone());
}

} // namespace

class TestDataChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePathIsWhoOneIs_data();
    void thePathIsWhoOneIs();
    void whoIsNobodyIsRefused_data();
    void whoIsNobodyIsRefused();
    void onlyTheIdIsReplaced_data();
    void onlyTheIdIsReplaced();
    void faultsAreFound_data();
    void faultsAreFound();
    void thereAreNoOtherWords();
    void hostileTextStaysText();
    void itHasItsPolicy();
};

void TestDataChannel::thePathIsWhoOneIs_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("id");
    const auto row = [](const char* path, const QString& id) {
        QTest::newRow(path) << QByteArray(path) << id;
    };
    row("/aaaa", u"aaaa"_qs);
    row("/aaaa/", u"aaaa"_qs);
    row("//aaaa", u"aaaa"_qs);
    row("/aaaa/more/segments", u"aaaa"_qs);
    row("/server", u"server"_qs);
    row("/ldc/aaaa", u"aaaa"_qs);
    row("/ldc/ldc", u"ldc"_qs);
    row("/ldc", u"ldc"_qs);
    row("/a%20b%2Fc", u"a b/c"_qs);
    row("/%22%00", u"\""_qs + QChar(0));
    row("/%E4%B8%AD", u"中"_qs);
    row("/__proto__", u"__proto__"_qs);
    row("/%6Cdc/aaaa", u"ldc"_qs);
}

void TestDataChannel::thePathIsWhoOneIs()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, id);
    const Opening opening = DataChannel().open({path, "ignored=1"});
    Join join;
    join.id = id;
    QVERIFY(opening.reader != nullptr);
    QVERIFY(opening.first == std::optional<Reading>(join));
    QCOMPARE(opening.realmKey, QByteArray());
}

void TestDataChannel::whoIsNobodyIsRefused_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<FaultCode>("code");
    QTest::newRow("no segment") << QByteArray("/") << FaultCode::MissingKey;
    QTest::newRow("only slashes") << QByteArray("///") << FaultCode::MissingKey;
    QTest::newRow("129 bytes") << '/' + QByteArray(129, 'x') << FaultCode::TooLong;
    QTest::newRow("22 NULs") << '/' + QByteArray("%00").repeated(22) << FaultCode::TooLong;
}

void TestDataChannel::whoIsNobodyIsRefused()
{
    QFETCH(QByteArray, path);
    QFETCH(FaultCode, code);
    const Opening opening = DataChannel().open({path, {}});
    QVERIFY(opening.reader != nullptr);
    QVERIFY(opening.first == std::optional<Reading>(Fault{code, u"id"_qs, true}));
}

void TestDataChannel::onlyTheIdIsReplaced_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& written) {
        QTest::newRow(name) << text << written;
    };
    row("an offer", R"({"id":"bbbb","type":"offer","description":"v=0\r\n…"})",
        R"({"id":"aaaa","type":"offer","description":"v=0\r\n…"})");
    row("a candidate", R"({"id":"bbbb","type":"candidate","candidate":"candidate:1","mid":"0"})",
        R"({"id":"aaaa","type":"candidate","candidate":"candidate:1","mid":"0"})");
    row("a request", R"({"id":"bbbb","type":"request"})", R"({"id":"aaaa","type":"request"})");
    row("the id last", R"({"type":"x","id":"bbbb"})", R"({"type":"x","id":"aaaa"})");
    row("the id alone", R"({"id":"bbbb"})", R"({"id":"aaaa"})");
    row("with spaces", "{ \"z\" : 1.50,\n\"id\" :\t\"bbbb\" , \"a\":12345678901234567890 }",
        "{ \"z\" : 1.50,\n\"id\" :\t\"aaaa\" , \"a\":12345678901234567890 }");
    row("spaces around", " \n{\"id\":\"bbbb\"}\n ", R"({"id":"aaaa"})");
    row("a byte order mark", "\xef\xbb\xbf{\"id\":\"bbbb\"}", R"({"id":"aaaa"})");
    row("escapes", R"({"\u0069d":"b\u0062bb","x":"\u0069"})", R"({"\u0069d":"aaaa","x":"\u0069"})");
    row("an id within", R"({"x":{"id":"cccc"},"id":"bbbb","y":[{"id":"dddd"}]})",
        R"({"x":{"id":"cccc"},"id":"aaaa","y":[{"id":"dddd"}]})");
    row("other keys twice", R"({"x":1,"id":"bbbb","x":2})", R"({"x":1,"id":"aaaa","x":2})");
    row("the names of code", R"({"id":"bbbb","type":"constructor","__proto__":{"id":1}})",
        R"({"id":"aaaa","type":"constructor","__proto__":{"id":1}})");
}

void TestDataChannel::onlyTheIdIsReplaced()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    const auto send = std::get<SendToPeer>(std::get<Command>(read(text)));
    QCOMPARE(send.receiver, u"bbbb"_qs);
    QCOMPARE(DataChannel().write(Delivered{{u"aaaa"_qs, {}}, send.message}, 0), written);
}

void TestDataChannel::faultsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Fault>("fault");
    const auto row
        = [](const char* name, const QByteArray& text, FaultCode code, const QString& detail = {}) {
              QTest::newRow(name) << text << Fault{code, detail};
          };
    row("not JSON", "hello", FaultCode::NotJson);
    row("nothing", "", FaultCode::NotJson);
    row("not UTF-8", "{\"id\":\"\xff\"}", FaultCode::NotJson);
    row("cut off", R"({"id":"bbbb")", FaultCode::NotJson);
    row("null", "null", FaultCode::NotAnObject);
    row("an array", R"([{"id":"bbbb"}])", FaultCode::NotAnObject);
    row("too deep", R"({"id":"b","x":)" + QByteArray(40, '[') + QByteArray(40, ']') + '}',
        FaultCode::TooDeep);
    row("no id", R"({"type":"offer"})", FaultCode::MissingKey, u"id"_qs);
    row("an id that is null", R"({"id":null})", FaultCode::MissingKey, u"id"_qs);
    row("an id that is a number", R"({"id":7})", FaultCode::WrongType, u"id"_qs);
    row("an id that is an object", R"({"id":{"id":"bbbb"}})", FaultCode::WrongType, u"id"_qs);
    row("two ids", R"({"id":"bbbb","\u0069d":"cccc"})", FaultCode::DuplicateKey, u"id"_qs);
    row("an id of 129 bytes", R"({"id":")" + QByteArray(129, 'x') + "\"}", FaultCode::TooLong,
        u"id"_qs);
}

void TestDataChannel::faultsAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(Fault, fault);
    QVERIFY(read(text) == Reading(fault));
}

void TestDataChannel::thereAreNoOtherWords()
{
    const Identity ann{u"aaaa"_qs, {}};
    const QList<Event> events{Welcomed{ann, QString(), {ann}}, Arrived{ann}, Changed{ann, {}},
        Departed{ann, {}}, Undeliverable{ann, u"bbbb"_qs}, Counted{}, Listed{}, Paired{},
        Unpaired{}, Alive{}, Refused{{FaultCode::UnknownReceiver, u"bbbb"_qs}},
        Refused{{FaultCode::TooLong, u"id"_qs, true}}, Ended{Departure::Kicked, u"x"_qs, {}},
        Ended{Departure::HubStopped, {}, {}}};
    for (const Event& event : events) {
        QCOMPARE(DataChannel().write(event, 0), QByteArray());
    }
}

void TestDataChannel::hostileTextStaysText()
{
    const QString hostile = u"\",\"type\":\"offer\",\\"_qs + QChar(0) + QChar(0xd800) + u"\n"_qs;
    const auto send = std::get<SendToPeer>(std::get<Command>(read(R"({"id":"bbbb","type":"x"})")));
    const QJsonObject heard
        = QJsonDocument::fromJson(DataChannel().write(Delivered{{hostile, {}}, send.message}, 0))
              .object();
    QCOMPARE(heard.value(u"id"_qs).toString(),
        QString(hostile).replace(QChar(0xd800), QChar::ReplacementCharacter));
    QCOMPARE(heard.value(u"type"_qs).toString(), u"x"_qs);
}

void TestDataChannel::itHasItsPolicy()
{
    const RealmPolicy policy = DataChannel().policy();
    QVERIFY(policy.claim == RealmPolicy::Claim::Share);
    QVERIFY(policy.presence == RealmPolicy::Presence::Nobody);
    QVERIFY(policy.hasDefaultRoom);
    QVERIFY(!policy.keepsMail);
    QCOMPARE(policy.identity, IdentityTraits(IdentityTrait::Id));
    QCOMPARE(DataChannel().name(), u"libdatachannel"_qs);
}

SIGNALBOX_TEST(TestDataChannel)
#include "tst_datachannel.moc"
