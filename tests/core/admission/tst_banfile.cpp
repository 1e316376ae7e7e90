// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/bans.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const Moment start{1h};

QDateTime wall(int hour = 12, int minute = 0)
{
    return {QDate(2030, 1, 31), QTime(hour, minute), Qt::UTC};
}

Peer somebody()
{
    Peer peer;
    peer.identity = {u"u-1\"\\"_qs, u"\uFEFFAnn\n<b>😀"_qs + QChar(0)};
    peer.rooms = {QString(), u"\uFEFFred"_qs};
    peer.origin.realm = {Language(2), QByteArray("key\xFF\x00z", 6)};
    peer.origin.dialect = u"peerjs"_qs;
    peer.origin.address = u"10.0.0.1"_qs;
    peer.origin.site = u"https://a.example"_qs;
    peer.origin.userAgent = u"Browser/1"_qs;
    peer.origin.traits
        = IdentityTrait::Id | IdentityTrait::Nick | IdentityTrait::Program | IdentityTrait::Room;
    return peer;
}

/// One of every kind.
void fill(Bans& bans)
{
    using Kind = BanRule::Kind;
    const BanOrder orders[] = {
        {{Kind::Peer, somebody(), {}}, BanEffect::Refuse, u"rude, 很"_qs, 10min},
        {{Kind::Address, {}, u"192.168.1.0/24"_qs}, BanEffect::Mute, {}, Forever},
        {{Kind::Site, {}, u"https://evil.example"_qs}, BanEffect::Refuse, {}, 2h},
        {{Kind::Nick, {}, u"spam*"_qs}, BanEffect::Refuse, u"spam"_qs, Forever},
    };
    for (const BanOrder& order : orders) {
        QVERIFY(bans.add(order, start));
    }
    for (int i = 0; i < 7; ++i) {
        bans.noteHit(somebody(), BanEffect::Refuse);
    }
}

QByteArray inList(const QByteArray& ban)
{
    return QByteArray("{\"version\":1,\"bans\":[") + ban + "]}";
}

} // namespace

class TestBanFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void anEmptyListIsReadAgain();
    void theTextIsJsonWithABanToALine();
    void whoWasBannedStaysBanned();
    void bansEndByTheWallClock();
    void whatIsOverIsNotReadAgain();
    void aClockThatWasSetBackProlongsNothing();
    void peopleMayWriteLittle();
    void readingReplacesAllAndUsesNoNumberTwice();
    void theSameTwiceIsOne();
    void whatIsWrongIsSaidAndChangesNothing_data();
    void whatIsWrongIsSaidAndChangesNothing();
    void everyTruncationIsWrong();
};

void TestBanFile::whatIsWrittenIsReadAgain()
{
    Bans bans;
    fill(bans);
    Bans again;
    const auto problem = again.read(bans.written(start, wall()), start, wall());
    QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
    QCOMPARE(again.all().size(), size_t(4));
    for (size_t i = 0; i < 4; ++i) {
        const Ban& one = bans.all()[i];
        const Ban& other = again.all()[i];
        QVERIFY(one.rule.kind == other.rule.kind && one.effect == other.effect);
        QVERIFY(one.until == other.until);
        QCOMPARE(other.rule.pattern, one.rule.pattern);
        QCOMPARE(other.reason, one.reason);
        QCOMPARE(other.hits, one.hits);
    }
    const Peer& known = again.all().front().rule.known;
    QVERIFY(known.identity == somebody().identity);
    QVERIFY(known.origin.realm == somebody().origin.realm);
    QVERIFY(known.origin.traits == somebody().origin.traits);
    QCOMPARE(known.rooms, somebody().rooms);
    QCOMPARE(known.origin.dialect, somebody().origin.dialect);
    QCOMPARE(known.origin.address, somebody().origin.address);
    QCOMPARE(known.origin.site, somebody().origin.site);
    QCOMPARE(known.origin.userAgent, somebody().origin.userAgent);
    QCOMPARE(again.written(start, wall()), bans.written(start, wall()));
}

void TestBanFile::anEmptyListIsReadAgain()
{
    Bans bans;
    fill(bans);
    QVERIFY(!bans.read(Bans().written(start, wall()), start, wall()));
    QVERIFY(bans.all().empty());
}

void TestBanFile::theTextIsJsonWithABanToALine()
{
    Bans bans;
    fill(bans);
    const QByteArray text = bans.written(start, wall());
    QVERIFY(QJsonDocument::fromJson(text).isObject());
    QCOMPARE(text.count('\n'), 9);
    QVERIFY(text.contains("\"until\":\"2030-01-31T12:10:00.000Z\""));
    QVERIFY(text.contains("\"kind\":\"nick\",\"pattern\":\"spam*\""));
}

void TestBanFile::whoWasBannedStaysBanned()
{
    Bans bans;
    fill(bans);
    Bans again;
    QVERIFY(!again.read(bans.written(start, wall()), start, wall()));
    QVERIFY(again.judge(somebody()) == BanEffect::Refuse);
    Peer other;
    other.origin.address = u"192.168.1.9"_qs;
    QVERIFY(again.judge(other) == BanEffect::Mute);
    other.identity.nick = u"SpamBot"_qs;
    QVERIFY(again.judge(other) == BanEffect::Refuse);
}

void TestBanFile::bansEndByTheWallClock()
{
    Bans bans;
    fill(bans);
    Bans again;
    // The machine was started again meanwhile: its own clock began anew.
    QVERIFY(!again.read(bans.written(start + 4min, wall(12, 4)), Moment(1s), wall(12, 7)));
    QVERIFY(again.all()[0].until == Moment(1s) + 3min);
    QVERIFY(again.all()[1].until == Moment::max());
    QVERIFY(again.all()[2].until == Moment(1s) + 113min);
}

void TestBanFile::whatIsOverIsNotReadAgain()
{
    Bans bans;
    fill(bans);
    Bans again;
    QVERIFY(!again.read(bans.written(start, wall()), start, wall(12, 10)));
    QCOMPARE(again.all().size(), size_t(3));
    QVERIFY(!again.judge(somebody()));
}

void TestBanFile::aClockThatWasSetBackProlongsNothing()
{
    Bans bans;
    fill(bans);
    Bans again;
    QVERIFY(!again.read(bans.written(start, wall()), start, wall(3, 0)));
    QVERIFY(again.all()[0].until == start + 10min);
    QVERIFY(again.all()[2].until == start + 2h);
}

void TestBanFile::peopleMayWriteLittle()
{
    Bans bans;
    const QByteArray text = inList(R"({"kind":"nick","pattern":"spam*"},
        {"kind":"address","pattern":"10.0.0.1","until":"2030-01-31T14:00:00+01:00"})");
    const auto problem = bans.read(text, start, wall());
    QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
    QCOMPARE(bans.all().size(), size_t(2));
    QVERIFY(bans.all()[0].effect == BanEffect::Refuse);
    QVERIFY(bans.all()[0].until == Moment::max());
    QVERIFY(bans.all()[1].until == start + 1h);
}

void TestBanFile::readingReplacesAllAndUsesNoNumberTwice()
{
    Bans bans;
    fill(bans);
    const BanNumber last = bans.all().back().number;
    QVERIFY(!bans.read(inList(R"({"kind":"nick","pattern":"x"})"), start, wall()));
    QCOMPARE(bans.all().size(), size_t(1));
    QVERIFY(bans.all().front().number > last);
    QVERIFY(!bans.judge(somebody()));
}

void TestBanFile::theSameTwiceIsOne()
{
    Bans bans;
    QVERIFY(!bans.read(inList(R"({"kind":"nick","pattern":"x","hits":3},
        {"kind":"nick","pattern":"X","hits":5})"),
        start, wall()));
    QCOMPARE(bans.all().size(), size_t(1));
    QCOMPARE(bans.all().front().hits, 3);
}

void TestBanFile::whatIsWrongIsSaidAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char* name, const QByteArray& text, const QString& hint) {
        QTest::newRow(name) << text << hint;
    };
    row("nothing", {}, u"JSON"_qs);
    row("no JSON", "bans", u"JSON"_qs);
    row("no object", "[]", u"object"_qs);
    row("no version", R"({"bans":[]})", u"version 1"_qs);
    row("later version", R"({"version":2,"bans":[]})", u"version 1"_qs);
    row("no bans", R"({"version":1})", u"\"bans\""_qs);
    row("bans are no list", R"({"version":1,"bans":{}})", u"\"bans\""_qs);
    row("unknown key", R"({"version":1,"bans":[],"extra":1})", u"\"extra\""_qs);
    row("no ban", inList("1"), u"Ban 1"_qs);
    row("no kind", inList(R"({"pattern":"x"})"), u"\"kind\""_qs);
    row("unknown kind", inList(R"({"kind":"shoe","pattern":"x"})"), u"\"peer\", \"address\""_qs);
    row("kind is no text", inList(R"({"kind":1,"pattern":"x"})"), u"\"kind\""_qs);
    row("unknown effect", inList(R"({"kind":"nick","pattern":"x","effect":"boil"})"),
        u"\"refuse\", \"mute\""_qs);
    row("no pattern", inList(R"({"kind":"nick"})"), u"empty"_qs);
    row("everybody", inList(R"({"kind":"address","pattern":"::/0"})"), u"everybody"_qs);
    row("unknown key of a ban", inList(R"({"kind":"nick","pattern":"x","untill":"y"})"),
        u"\"untill\""_qs);
    row("known beside a pattern", inList(R"({"kind":"nick","pattern":"x","known":{}})"),
        u"\"known\""_qs);
    row("pattern is no text", inList(R"({"kind":"nick","pattern":["x"]})"), u"\"pattern\""_qs);
    row("no time", inList(R"({"kind":"nick","pattern":"x","until":"tomorrow"})"), u"\"until\""_qs);
    row("time is no text", inList(R"({"kind":"nick","pattern":"x","until":12})"), u"\"until\""_qs);
    row("lasts without until", inList(R"({"kind":"nick","pattern":"x","lasts":12})"),
        u"\"lasts\""_qs);
    row("hits below nothing", inList(R"({"kind":"nick","pattern":"x","hits":-1})"), u"\"hits\""_qs);
    row("half a hit", inList(R"({"kind":"nick","pattern":"x","hits":0.5})"), u"\"hits\""_qs);
    row("too many hits", inList(R"({"kind":"nick","pattern":"x","hits":1e300})"), u"\"hits\""_qs);
    row("long reason",
        inList(
            "{\"kind\":\"nick\",\"pattern\":\"x\",\"reason\":\"" + QByteArray(1001, 'r') + "\"}"),
        u"1000 characters"_qs);
    row("second", inList(R"({"kind":"nick","pattern":"x"},{"kind":"nick","pattern":"*"})"),
        u"Ban 2"_qs);
    row("no peer", inList(R"({"kind":"peer"})"), u"\"known\""_qs);
    row("peer without anything", inList(R"({"kind":"peer","known":{}})"), u"nothing by which"_qs);
    row("unknown key of a peer", inList(R"({"kind":"peer","known":{"shoe":9}})"), u"\"shoe\""_qs);
    row("language", inList(R"({"kind":"peer","known":{"language":256}})"), u"\"language\""_qs);
    row("traits", inList(R"({"kind":"peer","known":{"traits":["shoe"]}})"), u"\"traits\""_qs);
    row("traits are no list", inList(R"({"kind":"peer","known":{"traits":"id"}})"),
        u"\"traits\""_qs);
    row("rooms", inList(R"({"kind":"peer","known":{"rooms":[1]}})"), u"\"rooms\""_qs);
    row("realm", inList(R"({"kind":"peer","known":{"realm":"中"}})"), u"\"realm\""_qs);
    row("very long key", R"({"version":1,"bans":[],")" + QByteArray(1000, 'k') + R"(":1})",
        u"kkk"_qs);
    row("too large", R"({"version":1,"bans":[]})" + QByteArray(1 << 20, ' '), u"1 MiB"_qs);
    QByteArray many = R"({"kind":"nick","pattern":"x"})";
    for (size_t i = 0; i < Bans::MostBans; ++i) {
        many += R"(,{"kind":"nick","pattern":"x"})";
    }
    row("too many", inList(many), u"1000 bans"_qs);
}

void TestBanFile::whatIsWrongIsSaidAndChangesNothing()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, hint);
    Bans bans;
    fill(bans);
    const QByteArray before = bans.written(start, wall());
    const auto problem = bans.read(text, start, wall());
    QVERIFY(problem);
    QVERIFY2(problem->contains(hint) && problem->endsWith(u'.'), qPrintable(*problem));
    QVERIFY(problem->size() < 300);
    QCOMPARE(bans.written(start, wall()), before);
    QVERIFY(bans.judge(somebody()) == BanEffect::Refuse);
}

void TestBanFile::everyTruncationIsWrong()
{
    Bans bans;
    fill(bans);
    const QByteArray whole = bans.written(start, wall()).trimmed();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        Bans again;
        QVERIFY(again.read(whole.first(size), start, wall()));
        QVERIFY(again.all().empty());
    }
}

SIGNALBOX_TEST(TestBanFile)
#include "tst_banfile.moc"
