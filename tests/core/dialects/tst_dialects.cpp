// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/dialects.h"
#include "core/dialects/guides.h"
#include "tests/support/alone.h"
#include "tests/support/suite.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Signalbox;

namespace {

/// One of every kind, with hostile names.
QList<Event> events()
{
    const QString hostile = u"\"},\n<b>中\\"_qs + QChar(0xd800);
    const Identity eve{hostile, hostile};
    QList<Event> all{Welcomed{eve, hostile, {eve}}, Welcomed{eve, std::nullopt, {}}, Arrived{eve},
        Changed{eve, {Role::Producer, "{}"}}, Departed{eve, {}}, Undeliverable{eve, hostile},
        Counted{{{u"6161"_qs, 1, 2}}, true}, Counted{{}, false},
        Listed{Role::Producer, {{eve, {}}}}, Listed{std::nullopt, {}},
        Paired{hostile, eve, true, true, {}}, Paired{hostile, eve, false, false, {}},
        Unpaired{hostile, eve, {}}, Alive{}};
    for (int code = 0; code < int(FaultCode::Count); ++code) {
        all.append(Refused{{FaultCode(code), hostile}});
        all.append(Ended{Departure::Refused, {}, FaultCode(code)});
    }
    for (int why = 0; why <= int(Departure::HubStopped); ++why) {
        all.append(Ended{Departure(why), {}, {}});
        all.append(Ended{Departure(why), hostile, {}});
    }
    return all;
}

} // namespace

class TestDialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLanguageHasItsNameAndPolicy();
    void everyLanguageReadsAnything_data();
    void everyLanguageReadsAnything();
    void everyLanguageWritesAnythingAsText_data();
    void everyLanguageWritesAnythingAsText();
    void freshIdsAreFresh_data();
    void freshIdsAreFresh();
    void whereTwoMayBeTakenForEachOtherIdsAreGivenOrShared();
    void everyGuideIsOfALanguage();
    void theLanguageOfNobodyHasNoWords();

private:
    static void addLanguages();
};

void TestDialects::addLanguages()
{
    QTest::addColumn<int>("number");
    const Dialects dialects{DialectSettings()};
    for (int number = 0; number < Languages::Count; ++number) {
        QTest::addRow("%d %s", number, qPrintable(dialects.at(Language(number)).name())) << number;
    }
}

void TestDialects::everyLanguageHasItsNameAndPolicy()
{
    const Dialects dialects{DialectSettings()};
    QCOMPARE(dialects.policies().size(), size_t(Languages::Count));
    QSet<QString> names;
    for (int number = 0; number < Languages::Count; ++number) {
        const Dialect& dialect = dialects.at(Language(number));
        names.insert(dialect.name());
        QVERIFY(dialect.versions() >= 1);
        const bool isNobodys = Language(number) == Languages::Undecided;
        QCOMPARE(dialect.policy().identity == IdentityTraits(), isNobodys);
    }
    QCOMPARE(names.size(), Languages::Count);
}

void TestDialects::everyLanguageReadsAnything_data()
{
    addLanguages();
}

void TestDialects::everyLanguageReadsAnything()
{
    QFETCH(int, number);
    const Dialects dialects{DialectSettings()};
    const QList<Handshake> handshakes{{}, {"/", {}}, {"/x/y/z", "next=9&key=k&id=i&token=t"},
        {"/%FF%00", "next=%FF&id=%00"}, {"/" + QByteArray(8000, 'x'), QByteArray(8000, '&')}};
    const QByteArrayList texts{"", "{", "{}", "[]", "\xff", "HELLO", "HELLO x", "\"KeepAlive\"",
        R"({"type":"join","id":{},"nick":[]})", R"({"type":"setPeerStatus","roles":7})",
        R"({"action":"announce","offers":{}})", R"({"Signal":{"receiver":7}})",
        "{\"type\":\"publish\",\"topic\":\"" + QByteArray(65'000, 'x') + "\"}",
        QByteArray("[").repeated(65'536)};
    for (const Handshake& handshake : handshakes) {
        const Opening opening = dialects.at(Language(number)).open(handshake);
        QVERIFY(opening.reader != nullptr);
        for (const QByteArray& text : texts) {
            opening.reader->read(text, Alone());
            QVERIFY(opening.reader->version() < dialects.at(Language(number)).versions());
        }
    }
}

void TestDialects::everyLanguageWritesAnythingAsText_data()
{
    addLanguages();
}

void TestDialects::everyLanguageWritesAnythingAsText()
{
    QFETCH(int, number);
    const Dialects dialects{DialectSettings()};
    const Dialect& dialect = dialects.at(Language(number));
    const bool isJson = Language(number) != Languages::GstSimple;
    const QList<Event> all = events();
    for (int version = 0; version < dialect.versions(); ++version) {
        for (const Event& event : all) {
            const QByteArray text = dialect.write(event, version);
            QVERIFY2(QUtf8StringView(text).isValidUtf8(), text.constData());
            if (!text.isEmpty() && isJson) {
                QJsonParseError error;
                QJsonDocument::fromJson('[' + text + ']', &error);
                QVERIFY2(error.error == QJsonParseError::NoError, text.constData());
            }
            if (const auto* ended = std::get_if<Ended>(&event)) {
                const auto closing = dialect.closing(*ended);
                const quint16 code = closing ? closing->code : quint16(1000);
                QVERIFY((code >= 1000 && code < 1015) || (code >= 4000 && code < 5000));
                QVERIFY(code != 1005 && code != 1006); // RFC 6455 section 7.4.1
            }
        }
        const QByteArray pulse = dialect.pulse(version).text;
        QVERIFY(pulse.isEmpty() || dialect.pulse(version).every.count() > 0);
    }
}

void TestDialects::freshIdsAreFresh_data()
{
    addLanguages();
}

void TestDialects::freshIdsAreFresh()
{
    QFETCH(int, number);
    const Dialects dialects{DialectSettings()};
    QSet<PeerId> ids;
    for (int i = 0; i < 1000; ++i) {
        ids.insert(dialects.at(Language(number)).freshId());
    }
    QCOMPARE(ids.size(), 1000);
    QVERIFY(!ids.contains(PeerId()));
}

/// What SignalCore::putAside() asks for.
void TestDialects::whereTwoMayBeTakenForEachOtherIdsAreGivenOrShared()
{
    const Dialects dialects{DialectSettings()};
    for (Language language : {Languages::DataChannel, Languages::Matchbox, Languages::GstWebrtc}) {
        const Dialect& dialect = dialects.at(language);
        const Opening opening = dialect.open({"/x", {}});
        QVERIFY(opening.first);
        const auto& join = std::get<Join>(std::get<Command>(*opening.first));
        const bool isShared = dialect.policy().claim == RealmPolicy::Claim::Share;
        QVERIFY(join.id.isEmpty() || isShared);
        QCOMPARE(join.groupOf, 0);
    }
}

void TestDialects::everyGuideIsOfALanguage()
{
    const Dialects dialects{DialectSettings()};
    QSet<QString> names;
    for (int number = 1; number < Languages::Count; ++number) {
        names.insert(dialects.at(Language(number)).name());
    }
    QSet<QString> guided;
    const QList<Guide> all = guides(u"10.0.0.1"_qs, 8080);
    for (const Guide& guide : all) {
        guided.insert(guide.dialect);
    }
    QCOMPARE(guided, names);
    QCOMPARE(all.first().dialect, OwnDialect);
}

void TestDialects::theLanguageOfNobodyHasNoWords()
{
    const Dialects dialects{DialectSettings()};
    const Dialect& nobodys = dialects.at(Languages::Undecided);
    QVERIFY(nobodys.name().isEmpty());
    const QList<Event> all = events();
    for (const Event& event : all) {
        QVERIFY(nobodys.write(event, 0).isEmpty());
    }
    const Reading reading = nobodys.open({"/", {}}).reader->read(R"({"type":"join"})", Alone());
    QCOMPARE(std::get<Fault>(reading), (Fault{FaultCode::Undecided, {}}));
    QVERIFY(!nobodys.policy().hasDefaultRoom);
}

SIGNALBOX_TEST(TestDialects)
#include "tst_dialects.moc"
