// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/strangers.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

namespace {

const Moment start{1h};
const QString address = u"10.0.0.1"_qs;
constexpr auto Site = Stranger::Kind::Site;
constexpr auto Host = Stranger::Kind::Host;

QStringList names(const Strangers& strangers)
{
    QStringList all;
    for (const Stranger& stranger : strangers.all()) {
        all.append(stranger.name);
    }
    return all;
}

} // namespace

class TestStrangers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesAgainIsCounted();
    void aSiteIsNoHost();
    void whoCameLastLongestAgoGoes();
    void whoIsIgnoredIsNotShownAgain();
    void soManyAreIgnoredAtMost();
    void whoIsAllowedMeanwhileGoes();
    void whoIsListedIsIgnoredNoLonger();
    void namesThatAreTooLongAreNotKept();
};

void TestStrangers::whoComesAgainIsCounted()
{
    Strangers strangers;
    strangers.note(Site, u"https://a"_qs, address, start);
    strangers.note(Site, u"https://b"_qs, address, start + 1s);
    strangers.note(Site, u"https://a"_qs, u"10.0.0.2"_qs, start + 2s);
    QCOMPARE(names(strangers), (QStringList{u"https://a"_qs, u"https://b"_qs}));
    const Stranger& first = strangers.all().front();
    QCOMPARE(first.times, 2);
    QCOMPARE(first.address, u"10.0.0.2"_qs);
    QVERIFY(first.last == start + 2s);
}

void TestStrangers::aSiteIsNoHost()
{
    Strangers strangers;
    strangers.note(Site, u"same"_qs, address, start);
    strangers.note(Host, u"same"_qs, address, start);
    QCOMPARE(strangers.all().size(), size_t(2));
}

void TestStrangers::whoCameLastLongestAgoGoes()
{
    Strangers strangers;
    for (size_t i = 0; i < Strangers::MostStrangers; ++i) {
        strangers.note(Site, u"%1"_qs.arg(i), address, start + std::chrono::seconds(i));
    }
    strangers.note(Site, u"0"_qs, address, start + 1h);
    strangers.note(Site, u"one more"_qs, address, start + 2h);
    QCOMPARE(strangers.all().size(), Strangers::MostStrangers);
    QVERIFY(names(strangers).contains(u"0"_qs));
    QVERIFY(!names(strangers).contains(u"1"_qs));
    QCOMPARE(names(strangers).last(), u"one more"_qs);
}

void TestStrangers::whoIsIgnoredIsNotShownAgain()
{
    Strangers strangers;
    strangers.note(Site, u"https://a"_qs, address, start);
    strangers.note(Site, u"https://b"_qs, address, start);
    strangers.ignore(u"https://a"_qs);
    strangers.note(Site, u"https://a"_qs, address, start);
    QCOMPARE(names(strangers), QStringList{u"https://b"_qs});
}

void TestStrangers::soManyAreIgnoredAtMost()
{
    Strangers strangers;
    for (size_t i = 0; i <= Strangers::MostIgnored; ++i) {
        strangers.ignore(u"%1"_qs.arg(i));
    }
    for (int i = 0; i < 3; ++i) {
        strangers.note(Site, u"%1"_qs.arg(i), address, start);
    }
    QCOMPARE(names(strangers), QStringList{u"0"_qs});
}

void TestStrangers::whoIsAllowedMeanwhileGoes()
{
    Strangers strangers;
    strangers.note(Site, u"a"_qs, address, start);
    strangers.note(Host, u"a"_qs, address, start);
    strangers.dropAllowed(
        [](Stranger::Kind kind, const QString& name) { return kind == Host && name == u"a"_qs; });
    QCOMPARE(strangers.all().size(), size_t(1));
    QVERIFY(strangers.all().front().kind == Site);
}

void TestStrangers::whoIsListedIsIgnoredNoLonger()
{
    Strangers strangers;
    strangers.ignore(u"a"_qs);
    strangers.ignore(u"b"_qs);
    strangers.stopIgnoring([](Stranger::Kind, const QString& name) { return name == u"a"_qs; });
    strangers.note(Site, u"a"_qs, address, start);
    strangers.note(Site, u"b"_qs, address, start);
    QCOMPARE(names(strangers), QStringList{u"a"_qs});
}

void TestStrangers::namesThatAreTooLongAreNotKept()
{
    Strangers strangers;
    strangers.note(Site, QString(100'000, u'a'), address, start);
    QVERIFY(strangers.all().empty());
}

SIGNALBOX_TEST(TestStrangers)
#include "tst_strangers.moc"
