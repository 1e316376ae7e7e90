// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/eventlog.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

namespace Signalbox {

/// The log on a real disk, which is full at times.
class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void cleanup() { limitFiles(RLIM_INFINITY); }

    void everyHappeningIsALine();
    void aFloodIsAFewLinesAndACount();
    void theCountOfAFloodThatHasEndedIsNotKeptBack();
    void fileIsForItsOwnerOnlyAndIsAddedTo();
    void reopeningBeginsAFileOfTheSameName();
    void fullDiskIsSaidOnceAndLeavesWholeLines();
    void whatWasLostIsCountedOnceThereIsRoom();
    void folderThatIsMissingIsSaid();
    void deviceThatTakesNothingHoldsUpNobody();
    void pipeThatNobodyReadsHoldsUpNobody();

private:
    QString path() const { return m_directory->filePath(QStringLiteral("hub.log")); }
    QList<QByteArray> lines() const;
    QStringList kinds() const;
    static Happening joining(int number);
    static Happening rejecting();
    static void limitFiles(rlim_t bytes);

    std::unique_ptr<QTemporaryDir> m_directory;
};

QList<QByteArray> TestEventLog::lines() const
{
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QList<QByteArray> found = file.readAll().split('\n');
    // A whole file ends with the end of a line.
    return found.takeLast().isEmpty() ? found : QList<QByteArray>{"torn"};
}

QStringList TestEventLog::kinds() const
{
    QStringList found;
    const QList<QByteArray> all = lines();
    for (const QByteArray& line : all) {
        found.append(QJsonDocument::fromJson(line).object().value(u"kind").toString());
    }
    return found;
}

Happening TestEventLog::joining(int number)
{
    Happening happening;
    happening.kind = Happening::Kind::Joined;
    happening.number = PeerNumber(number);
    happening.at = std::chrono::steady_clock::now();
    return happening;
}

Happening TestEventLog::rejecting()
{
    Happening rejected = joining(0);
    rejected.kind = Happening::Kind::Rejected;
    rejected.cause = Rejection::BadTls;
    rejected.address = QStringLiteral("10.0.0.5");
    return rejected;
}

/// Stands for a disk of so many bytes.
void TestEventLog::limitFiles(rlim_t bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = std::min(bytes, limit.rlim_max);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
}

void TestEventLog::everyHappeningIsALine()
{
    {
        EventLog log(path());
        log.note(QStringLiteral("hub-listening"));
        log.onHappened({joining(1), joining(2)});
    }
    QCOMPARE(kinds(),
        QStringList(
            {QStringLiteral("hub-listening"), QStringLiteral("joined"), QStringLiteral("joined")}));
}

void TestEventLog::aFloodIsAFewLinesAndACount()
{
    {
        EventLog log(path());
        for (int i = 0; i < 100; ++i) {
            log.onHappened(QList<Happening>(10, rejecting()));
        }
    }
    QCOMPARE(lines().size(), 11);
    const QJsonObject last = QJsonDocument::fromJson(lines().last()).object();
    QCOMPARE(last.value(u"kind").toString(), QStringLiteral("omitted"));
    QCOMPARE(last.value(u"of").toString(), QStringLiteral("rejected"));
    QCOMPARE(last.value(u"cause").toString(), QStringLiteral("bad-tls"));
    QCOMPARE(last.value(u"address").toString(), QStringLiteral("10.0.0.5"));
    QCOMPARE(last.value(u"times").toInt(), 990);
}

void TestEventLog::theCountOfAFloodThatHasEndedIsNotKeptBack()
{
    EventLog log(path(), std::chrono::milliseconds(1));
    log.onHappened(QList<Happening>(15, rejecting()));
    QTRY_COMPARE(lines().size(), 11);
    const QJsonObject last = QJsonDocument::fromJson(lines().last()).object();
    QCOMPARE(last.value(u"times").toInt(), 5);
}

void TestEventLog::fileIsForItsOwnerOnlyAndIsAddedTo()
{
    ::umask(0);
    EventLog(path()).note(QStringLiteral("one"));
    QCOMPARE(QFileInfo(path()).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    EventLog(path()).note(QStringLiteral("two"));
    QCOMPARE(kinds(), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
}

void TestEventLog::reopeningBeginsAFileOfTheSameName()
{
    EventLog log(path());
    log.note(QStringLiteral("before"));
    QTRY_COMPARE(kinds(), QStringList{QStringLiteral("before")});
    QVERIFY(QFile::rename(path(), path() + QStringLiteral(".1")));
    log.note(QStringLiteral("meanwhile")); // still into the renamed one
    log.reopen();
    log.note(QStringLiteral("after"));
    QTRY_COMPARE(kinds(), QStringList{QStringLiteral("after")});
}

void TestEventLog::fullDiskIsSaidOnceAndLeavesWholeLines()
{
    EventLog log(path());
    QSignalSpy troubles(&log, &EventLog::trouble);
    limitFiles(1000);
    for (int number = 1; number <= 100; ++number) {
        log.onHappened({joining(number)});
    }
    QTRY_COMPARE(troubles.count(), 1);
    const QString sentence = troubles.at(0).at(0).toString();
    QVERIFY2(sentence.contains(path()), qPrintable(sentence));
    QTRY_VERIFY(!lines().isEmpty());
    QVERIFY(!lines().contains("torn"));
    QVERIFY(lines().size() < 100);
}

void TestEventLog::whatWasLostIsCountedOnceThereIsRoom()
{
    EventLog log(path());
    QSignalSpy troubles(&log, &EventLog::trouble);
    limitFiles(300);
    for (int number = 1; number <= 20; ++number) {
        log.onHappened({joining(number)});
    }
    QTRY_COMPARE(troubles.count(), 1);
    limitFiles(RLIM_INFINITY);
    // The last of the twenty may still be on its way; whatever could not be written is counted.
    int next = 21;
    QTRY_VERIFY([&] {
        log.onHappened({joining(next++)});
        return kinds().contains(QStringLiteral("omitted"));
    }());
    QTRY_COMPARE(troubles.count(), 2);
    QCOMPARE(troubles.at(1).at(0).toString(), QString());
    QVERIFY(!lines().contains("torn"));
    const QList<QByteArray> all = lines();
    qint64 told = 0;
    for (const QByteArray& line : all) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        told += object.value(u"kind").toString() == u"omitted" ? object.value(u"times").toInteger()
                                                               : 1;
    }
    QVERIFY2(told >= 20, QByteArray::number(told).constData());
}

void TestEventLog::folderThatIsMissingIsSaid()
{
    EventLog log(m_directory->filePath(QStringLiteral("none/hub.log")));
    QSignalSpy troubles(&log, &EventLog::trouble);
    log.note(QStringLiteral("one"));
    log.note(QStringLiteral("two"));
    QTRY_COMPARE(troubles.count(), 1);
    QVERIFY(troubles.at(0).at(0).toString().contains(QStringLiteral("none/hub.log")));
}

void TestEventLog::deviceThatTakesNothingHoldsUpNobody()
{
    EventLog log(QStringLiteral("/dev/full"));
    QSignalSpy troubles(&log, &EventLog::trouble);
    log.note(QStringLiteral("one"));
    QTRY_COMPARE(troubles.count(), 1);
}

void TestEventLog::pipeThatNobodyReadsHoldsUpNobody()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
    EventLog log(path());
    QSignalSpy troubles(&log, &EventLog::trouble);
    const QList<Happening> crowd(2000, joining(1));
    for (int i = 0; i < 100; ++i) {
        log.onHappened(crowd);
    }
    QTRY_COMPARE(troubles.count(), 1);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestEventLog)
#include "tst_eventlog.moc"
