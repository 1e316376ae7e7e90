// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/storedsettings.h"
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/faults/sanitized.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

namespace Signalbox {

namespace {

constexpr auto noRoom = "No space left on device";

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The disk on which a folder is (fulldisk.cpp).
class Disk
{
public:
    explicit Disk(const QString& folder)
        : m_flag(folder + u"/full"_qs)
    { }
    ~Disk() { clear(); }
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    /// Has no room from here on, as one of the system's calls finds out.
    bool fillFor(const QByteArray& call) const
    {
        QFile flag(m_flag);
        return flag.open(QIODevice::WriteOnly) && flag.write(call) == call.size();
    }
    bool clear() const { return QFile::remove(m_flag); }

private:
    QString m_flag;
};

void addCalls()
{
    QTest::addColumn<QByteArray>("call");
    for (const char* call : {"open", "write", "sync", "link", "rename"}) {
        QTest::newRow(call) << QByteArray(call);
    }
}

} // namespace

/// The real program where the disk is full for a while, and not only the file too large.
class TestDiskFull : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void bansHoldAndAreWrittenOnceThereIsRoom_data() { addCalls(); }
    void bansHoldAndAreWrittenOnceThereIsRoom();
    void hubThatIsKilledThenHasTheBansFromBefore_data() { addCalls(); }
    void hubThatIsKilledThenHasTheBansFromBefore();
    void logHasWholeLinesAndGoesOnOnceThereIsRoom_data();
    void logHasWholeLinesAndGoesOnOnceThereIsRoom();
    void settingsAreWholeAndWrittenOnceThereIsRoom_data() { addCalls(); }
    void settingsAreWholeAndWrittenOnceThereIsRoom();

private:
    /// Where the state is; sockets are on another disk on any real machine.
    QString dataFolder() const { return m_hub->home() + u"/data"_qs; }
    QString bans() const { return m_hub->stateFile(u"bans.json"_qs); }
    /// Whether the program has said that a file of this name cannot be written for want of room.
    bool hasSaid(const char* name);
    /// Somebody comes and goes, of which the log has lines.
    bool isVisited();

    std::unique_ptr<HubProgram> m_hub;
};

void TestDiskFull::init()
{
    m_hub = std::make_unique<HubProgram>();
    m_hub->setVariable(u"SIGNALBOX_FULL_DISK"_qs, dataFolder());
    Sanitized::preload(*m_hub, QStringLiteral(SIGNALBOX_FULLDISK));
}

bool TestDiskFull::hasSaid(const char* name)
{
    const QList<QByteArray> lines = m_hub->program().err().split('\n');
    return std::any_of(lines.begin(), lines.end(),
        [name](const QByteArray& line) { return line.contains(name) && line.contains(noRoom); });
}

bool TestDiskFull::isVisited()
{
    TestClient guest;
    return guest.connectTo(m_hub->port()) && !guest.join("guest").isEmpty()
        && (guest.socket().close(), guest.waitForEnd());
}

void TestDiskFull::bansHoldAndAreWrittenOnceThereIsRoom()
{
    QFETCH(QByteArray, call);
    QVERIFY(m_hub->start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(m_hub->port()));
    QVERIFY(m_hub->banNick(u"zero"_qs));
    QVERIFY(m_hub->banNick(u"one"_qs));
    const QByteArray before = read(bans());
    QVERIFY(before.contains("one"));

    const Disk disk(dataFolder());
    QVERIFY(disk.fillFor(call));
    QVERIFY(!m_hub->banNick(u"two"_qs)); // is no success
    QTRY_VERIFY(hasSaid("bans.json"));
    QCOMPARE(m_hub->bannedNicks(), (QStringList{u"zero"_qs, u"one"_qs, u"two"_qs}));
    QCOMPARE(read(bans()), before);
    QVERIFY(neighbours.talk());

    QVERIFY(disk.clear());
    QVERIFY(m_hub->banNick(u"three"_qs));
    m_hub->killAtOnce();
    QVERIFY(m_hub->start());
    QCOMPARE(m_hub->bannedNicks(), (QStringList{u"zero"_qs, u"one"_qs, u"two"_qs, u"three"_qs}));
    QVERIFY(!m_hub->program().err().contains("bans.json"));
    const QDir folder(QFileInfo(bans()).absolutePath());
    QVERIFY(folder.entryList({u"*draft*"_qs, u"*.link"_qs, u"*.bad"_qs}).isEmpty());
}

void TestDiskFull::hubThatIsKilledThenHasTheBansFromBefore()
{
    QFETCH(QByteArray, call);
    QVERIFY(m_hub->start());
    QVERIFY(m_hub->banNick(u"zero"_qs));
    QVERIFY(m_hub->banNick(u"one"_qs));
    const Disk disk(dataFolder());
    QVERIFY(disk.fillFor(call));
    QVERIFY(!m_hub->banNick(u"two"_qs));
    m_hub->killAtOnce();

    // Still without room.
    QVERIFY2(m_hub->start(), m_hub->program().err().constData());
    QCOMPARE(m_hub->bannedNicks(), (QStringList{u"zero"_qs, u"one"_qs}));
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(m_hub->port()));
    QVERIFY(neighbours.talk());
    m_hub->send(SIGTERM);
    QCOMPARE(m_hub->program().exitCode(), 0);
}

void TestDiskFull::logHasWholeLinesAndGoesOnOnceThereIsRoom_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("none to begin it") << QByteArray("open") << false;
    QTest::newRow("none for half of it") << QByteArray("write") << false;
    QTest::newRow("none to go on") << QByteArray("write") << true;
}

void TestDiskFull::logHasWholeLinesAndGoesOnOnceThereIsRoom()
{
    QFETCH(QByteArray, call);
    QFETCH(bool, isThere);
    const Disk disk(m_hub->home());
    m_hub->setVariable(u"SIGNALBOX_FULL_DISK"_qs, m_hub->home());
    m_hub->set(u"log"_qs, m_hub->logFile());
    if (!isThere) {
        QVERIFY(disk.fillFor(call));
    }
    QVERIFY(m_hub->start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(m_hub->port()));
    if (isThere) {
        QTRY_VERIFY(m_hub->log().contains("neighbours"));
        QVERIFY(disk.fillFor(call));
    }
    QTRY_VERIFY_WITH_TIMEOUT(isVisited() && hasSaid("hub.log"), HubProgram::PatienceMs);
    QVERIFY(neighbours.talk());

    QVERIFY(disk.clear());
    QTRY_VERIFY_WITH_TIMEOUT(
        isVisited() && m_hub->log().contains("\"omitted\""), HubProgram::PatienceMs);
    m_hub->send(SIGTERM);
    QCOMPARE(m_hub->program().exitCode(), 0);
    QList<QByteArray> lines = m_hub->log().split('\n');
    QVERIFY(lines.takeLast().isEmpty());
    for (const QByteArray& line : std::as_const(lines)) {
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    }
}

/// The window keeps settings; what keeps them is looked at here, where the test has the disk.
void TestDiskFull::settingsAreWholeAndWrittenOnceThereIsRoom()
{
    QFETCH(QByteArray, call);
    const QString path = m_hub->home() + u"/settings/settings.json"_qs;
    qputenv("SIGNALBOX_FULL_DISK", QFile::encodeName(m_hub->home()));
    StoredSettings settings(path);
    QVERIFY(std::holds_alternative<Sayings>(settings.load()));
    QSignalSpy troubles(&settings, &StoredSettings::trouble);
    const auto keep = [&settings](int peers) {
        HubConfig decided;
        decided.limits.peers = peers;
        settings.keep(decided);
        bool isSettled = false;
        settings.whenSettled([&isSettled] { isSettled = true; });
        return QTest::qWaitFor([&isSettled] { return isSettled; }, HubProgram::PatienceMs);
    };
    QVERIFY(keep(10) && keep(11));
    const QByteArray before = read(path);
    QVERIFY(before.contains("11"));

    const Disk disk(m_hub->home());
    QVERIFY(disk.fillFor(call));
    QVERIFY(keep(12));
    QCOMPARE(troubles.size(), 1);
    const QString sentence = troubles.constFirst().constFirst().toString();
    QVERIFY2(
        sentence.contains(path) && sentence.contains(QLatin1String(noRoom)), qPrintable(sentence));
    QCOMPARE(read(path), before);

    QVERIFY(disk.clear());
    QVERIFY(keep(13));
    QCOMPARE(troubles.size(), 2);
    QCOMPARE(troubles.constLast().constFirst().toString(), QString());
    QVERIFY(read(path).contains("13"));
    qunsetenv("SIGNALBOX_FULL_DISK");
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestDiskFull)
#include "tst_diskfull.moc"
