// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/storedsettings.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace Signalbox {

class TestStoredSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void nothingIsKeptBeforeSomethingIsDecided();
    void onlyWhatWasChangedIsKept();
    void whatWasKeptStays();
    void whatWasReadAgainIsNoDecision();
    void whatHeldBeforeIsADecisionAfterItWasReadOtherwise();
    void liftedLimitsAreNotWritten();
    void damagedFileGivesWayToTheOneBefore();
    void fileIsForItsOwnerOnly();
    void readingTouchesNothing();
    void whatWasTakenOutOfTheFileDoesNotComeBack();
    void readingAgainWaitsForAllThatWasDecided();
    void whatCouldNotBeWrittenStillCounts();
    void mendedFileKeepsDecisionsAgain();
    void brokenFileIsLeftToWhoeverBrokeIt();

private:
    QString path() const { return m_directory->filePath(QStringLiteral("p/settings.json")); }
    QJsonObject written() const;
    void write(const QByteArray& text) const;
    static HubConfig withPeers(int count);

    std::unique_ptr<QTemporaryDir> m_directory;
};

QJsonObject TestStoredSettings::written() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

void TestStoredSettings::write(const QByteArray& text) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

HubConfig TestStoredSettings::withPeers(int count)
{
    HubConfig config;
    config.limits.peers = count;
    return config;
}

void TestStoredSettings::nothingIsKeptBeforeSomethingIsDecided()
{
    {
        StoredSettings settings(path());
        const SayingsOrError found = settings.load();
        QVERIFY(std::get<Sayings>(found).isEmpty());
        settings.keep({});
    }
    QVERIFY(!QFileInfo::exists(path()));
}

void TestStoredSettings::onlyWhatWasChangedIsKept()
{
    Configuration before;
    before.hub.port = 9000; // said elsewhere, and to be said there again
    Configuration after = before;
    after.hub.admission.pin = QStringLiteral("042317");
    after.hub.admission.allowedSites = {QStringLiteral("https://example.org")};
    after.hub.log = QStringLiteral("/srv/hub.log");
    {
        StoredSettings settings(path());
        settings.load();
        settings.adopt(before);
        settings.keep(after.hub);
    }
    const QJsonObject expected{{QStringLiteral("pin"), QStringLiteral("042317")},
        {QStringLiteral("log"), QStringLiteral("/srv/hub.log")},
        {QStringLiteral("allowed-sites"), QJsonArray{QStringLiteral("https://example.org")}}};
    QCOMPARE(written(), expected);
    const SayingsOrError found = StoredSettings::read(path());
    QCOMPARE(std::get<Sayings>(found).configuration().hub.admission, after.hub.admission);
}

void TestStoredSettings::whatWasKeptStays()
{
    Configuration pin;
    pin.hub.admission.pin = QStringLiteral("042317");
    {
        StoredSettings settings(path());
        settings.load();
        settings.keep(pin.hub);
    }
    {
        StoredSettings settings(path());
        settings.load();
        settings.adopt(pin);
        HubConfig config = pin.hub;
        config.limits.peers = 20;
        settings.keep(config);
        config.admission.pin.clear();
        settings.keep(config); // switched off is decided as well
    }
    const QJsonObject expected{
        {QStringLiteral("pin"), QString()}, {QStringLiteral("max-peers"), 20}};
    QCOMPARE(written(), expected);
}

void TestStoredSettings::whatWasReadAgainIsNoDecision()
{
    {
        StoredSettings settings(path());
        settings.load();
        Configuration read;
        read.hub.limits.peers = 50; // a file that was changed while the program ran
        settings.adopt(read);
        HubConfig decided = read.hub;
        decided.servesMetrics = false;
        settings.keep(decided);
    }
    const QJsonObject expected{{QStringLiteral("metrics"), false}};
    QCOMPARE(written(), expected);
}

void TestStoredSettings::whatHeldBeforeIsADecisionAfterItWasReadOtherwise()
{
    {
        StoredSettings settings(path());
        settings.load();
        Configuration read;
        read.hub.limits.peers = 50;
        settings.adopt(read);
        settings.keep(HubConfig());
    }
    const QJsonObject expected{{QStringLiteral("max-peers"), HubConfig().limits.peers}};
    QCOMPARE(written(), expected);
}

void TestStoredSettings::liftedLimitsAreNotWritten()
{
    Configuration lifted;
    liftLimits(lifted.hub.limits);
    Configuration after = lifted;
    after.hub.servesMetrics = false;
    {
        StoredSettings settings(path());
        settings.load();
        settings.adopt(lifted);
        settings.keep(after.hub);
    }
    const QJsonObject expected{{QStringLiteral("metrics"), false}};
    QCOMPARE(written(), expected);
}

void TestStoredSettings::damagedFileGivesWayToTheOneBefore()
{
    Configuration first;
    first.hub.limits.peers = 20;
    Configuration second = first;
    second.hub.limits.peers = 30;
    {
        StoredSettings settings(path());
        settings.load();
        settings.keep(first.hub);
    }
    {
        StoredSettings settings(path());
        settings.load();
        settings.adopt(first);
        settings.keep(second.hub);
    }
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(file.size() / 2));
    file.close();

    StoredSettings settings(path());
    const SayingsOrError found = settings.load();
    QVERIFY(std::holds_alternative<Sayings>(found));
    QCOMPARE(std::get<Sayings>(found).configuration().hub.limits.peers, 20);
    // And goes on to count when everything is read again.
    const SayingsOrError again = StoredSettings::read(path());
    QCOMPARE(std::get<Sayings>(again).configuration().hub.limits.peers, 20);
}

void TestStoredSettings::fileIsForItsOwnerOnly()
{
    Configuration pin;
    pin.hub.admission.pin = QStringLiteral("042317");
    {
        StoredSettings settings(path());
        settings.load();
        settings.keep(pin.hub);
    }
    const QFile::Permissions others
        = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFileInfo(path()).permissions() & others, QFile::Permissions());
}

void TestStoredSettings::readingTouchesNothing()
{
    write("{");
    const SayingsOrError found = StoredSettings::read(path());
    QVERIFY(std::get<UsageError>(found).text.contains(path()));
    QCOMPARE(QFileInfo(path()).size(), 1);
}

void TestStoredSettings::whatWasTakenOutOfTheFileDoesNotComeBack()
{
    write(R"({"pin": "042317", "max-peers": 20})");
    {
        StoredSettings settings(path());
        Configuration inForce = std::get<Sayings>(settings.load()).configuration();
        settings.adopt(inForce);
        write(R"({"max-peers": 30})");
        inForce = std::get<Sayings>(settings.readAgain()).configuration();
        settings.adopt(inForce);
        QCOMPARE(inForce.hub.limits.peers, 30);
        inForce.hub.servesMetrics = false;
        settings.keep(inForce.hub);
    }
    const QJsonObject expected{
        {QStringLiteral("max-peers"), 30}, {QStringLiteral("metrics"), false}};
    QCOMPARE(written(), expected);
}

void TestStoredSettings::readingAgainWaitsForAllThatWasDecided()
{
    StoredSettings settings(path());
    settings.load();
    std::optional<int> read;
    settings.keep(withPeers(20));
    settings.whenSettled([&settings, &read] {
        read = std::get<Sayings>(settings.readAgain()).configuration().hub.limits.peers;
    });
    settings.keep(withPeers(30));
    QVERIFY(!read);
    QTRY_VERIFY(read);
    QCOMPARE(*read, 30);
    read.reset();
    settings.whenSettled([&read] { read = 0; }); // nothing is under way
    QVERIFY(read);
}

void TestStoredSettings::whatCouldNotBeWrittenStillCounts()
{
    write(R"({"max-peers": 20})");
    const QString folder = QFileInfo(path()).path();
    StoredSettings settings(path());
    settings.adopt(std::get<Sayings>(settings.load()).configuration());
    QVERIFY(QDir().rename(folder, folder + QStringLiteral(".away")));
    QFile inTheWay(folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    settings.keep(withPeers(30));
    bool settled = false;
    settings.whenSettled([&settled] { settled = true; });
    QTRY_VERIFY(settled);
    QVERIFY(inTheWay.remove());
    QVERIFY(QDir().rename(folder + QStringLiteral(".away"), folder));
    const SayingsOrError found = settings.readAgain();
    QCOMPARE(std::get<Sayings>(found).configuration().hub.limits.peers, 30);
}

void TestStoredSettings::mendedFileKeepsDecisionsAgain()
{
    write("{");
    StoredSettings settings(path());
    QVERIFY(std::holds_alternative<UsageError>(settings.load()));
    QVERIFY(std::holds_alternative<UsageError>(settings.readAgain()));
    QSignalSpy troubles(&settings, &StoredSettings::trouble);
    write(R"({"max-peers": 20})");
    settings.adopt(std::get<Sayings>(settings.readAgain()).configuration());
    QCOMPARE(troubles.size(), 1);
    QCOMPARE(troubles.first().first().toString(), QString());
    settings.keep(withPeers(30));
    QTRY_COMPARE(written().value(u"max-peers").toInt(), 30);
}

void TestStoredSettings::brokenFileIsLeftToWhoeverBrokeIt()
{
    write(R"({"max-peers": 20})");
    StoredSettings settings(path());
    QVERIFY(std::holds_alternative<Sayings>(settings.load()));
    write("{");
    QVERIFY(std::holds_alternative<UsageError>(settings.readAgain()));
    settings.keep(withPeers(30));
    bool isSettled = false;
    settings.whenSettled([&isSettled] { isSettled = true; });
    QTRY_VERIFY(isSettled);
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "{");
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestStoredSettings)
#include "tst_storedsettings.moc"
