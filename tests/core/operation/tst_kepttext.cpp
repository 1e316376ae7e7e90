// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/kepttext.h"
#include "tests/core/operation/textfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Signalbox;

namespace {

/// A text that shows whether it is whole: its number, its body, and its number again.
QByteArray wholeText(int number)
{
    const QByteArray digits = QByteArray::number(number);
    return digits + '\n' + QByteArray(20'000 + number % 977, 'x') + '\n' + digits;
}

std::optional<QString> problemOf(const QByteArray& text)
{
    const QByteArray digits = text.left(text.indexOf('\n'));
    const bool isWhole = !digits.isEmpty() && text == wholeText(digits.toInt());
    return isWhole ? std::nullopt : std::optional(u"it is not whole."_qs);
}

/// The child program: saves for ever, and says so.
int saveForEver(QCoreApplication& app, const QString& path)
{
    KeptText text(path);
    int number = 0;
    if (text.load([&number](const QByteArray& kept) {
            number = kept.left(kept.indexOf('\n')).toInt();
            return problemOf(kept);
        })) {
        return 1;
    }
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&text, &number] {
        text.save(wholeText(++number));
        std::puts("saved");
        std::fflush(stdout);
    });
    timer.start(1);
    return app.exec();
}

/// The child program: saves where files may not grow, then where they may; prints what it is told.
int saveWithoutSpace(QCoreApplication& app, const QString& path)
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit little{4096, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &little);
    KeptText text(path);
    int told = 0;
    QObject::connect(&text, &KeptText::trouble, &app, [&](const QString& sentence) {
        std::printf("[%s]\n", qPrintable(sentence));
        std::fflush(stdout);
        if (++told == 1) {
            const rlimit much{RLIM_INFINITY, RLIM_INFINITY};
            ::setrlimit(RLIMIT_FSIZE, &much);
            text.save(wholeText(2));
        } else {
            app.quit();
        }
    });
    text.save(wholeText(1));
    return app.exec();
}

} // namespace

class TestKeptText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whereThereIsNoFileNobodyIsAsked();
    void whatWasSavedIsLoaded();
    void savingDoesNotWaitAndTheNewestWins();
    void theEndWaitsForTheDisk();
    void twoGenerationsAreKept();
    void atEveryTruncationThePreviousIsTaken();
    void aLostNewestLetsThePreviousBeTaken();
    void whereNoneCanBeTakenNothingIsOverwritten();
    void aBadOneWithoutAPreviousIsNotOverwritten();
    void whatCouldNotBeWrittenIsToldOnceAndWritesAgain();
    void whoAsksIsToldWhenItIsWritten();
    void whoAsksIsToldThatItCouldNotBe();
    void theTroubleOfLoadingStays();
    void whatAnotherMayBeWritingIsLeftAlone();
    void whatWasMendedCanBeSavedOverAgain();
    void aFullDiskIsToldAndPasses();
    void whenItIsKilledAtAnyMomentAWholeOneIsThere();

private:
    void save(int number);
    void setUpTwo();

    QTemporaryDir m_place;
    QString m_folder;
    QString m_path;
    int m_count = 0;
};

void TestKeptText::init()
{
    m_folder = m_place.filePath(u"state%1"_qs.arg(++m_count));
    m_path = m_folder + u"/bans.json"_qs;
}

void TestKeptText::save(int number)
{
    KeptText(m_path).save(wholeText(number));
}

void TestKeptText::setUpTwo()
{
    save(1);
    save(2);
    QCOMPARE(contentOf(m_path), wholeText(2));
    QCOMPARE(contentOf(m_path + u".previous"_qs), wholeText(1));
}

void TestKeptText::whereThereIsNoFileNobodyIsAsked()
{
    KeptText text(m_path);
    QSignalSpy troubles(&text, &KeptText::trouble);
    int asked = 0;
    const auto problem = text.load([&asked](const QByteArray&) {
        ++asked;
        return std::optional<QString>();
    });
    QVERIFY(!problem);
    QCOMPARE(asked, 0);
    QVERIFY(troubles.isEmpty());
    QVERIFY(!QFileInfo::exists(m_folder));
}

void TestKeptText::whatWasSavedIsLoaded()
{
    save(7);
    KeptText text(m_path);
    QSignalSpy troubles(&text, &KeptText::trouble);
    QByteArray loaded;
    QVERIFY(!text.load([&loaded](const QByteArray& kept) {
        loaded = kept;
        return problemOf(kept);
    }));
    QCOMPARE(loaded, wholeText(7));
    QVERIFY(troubles.isEmpty());
}

void TestKeptText::savingDoesNotWaitAndTheNewestWins()
{
    KeptText text(m_path);
    constexpr int last = 100'000;
    for (int i = 1; i <= last; ++i) {
        text.save(i == 1 || i == last ? wholeText(i) : QByteArray("never written"));
    }
    QTRY_COMPARE(contentOf(m_path), wholeText(last));
    QTRY_COMPARE(contentOf(m_path + u".previous"_qs), wholeText(1));
}

void TestKeptText::theEndWaitsForTheDisk()
{
    {
        KeptText text(m_path);
        text.save(wholeText(1));
        text.save(wholeText(2));
    }
    QCOMPARE(contentOf(m_path), wholeText(2));
}

void TestKeptText::twoGenerationsAreKept()
{
    setUpTwo();
    save(3);
    QCOMPARE(contentOf(m_path), wholeText(3));
    QCOMPARE(contentOf(m_path + u".previous"_qs), wholeText(2));
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(m_path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(::stat(QFile::encodeName(m_folder).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0700U);
}

void TestKeptText::atEveryTruncationThePreviousIsTaken()
{
    const QByteArray older = "[\"older\"]";
    const QByteArray newer = "[\"newer\", 2, 3, 4, 5, 6, 7, 8, 9]";
    QVERIFY(QDir().mkdir(m_folder));
    for (qsizetype size = 0; size < newer.size(); ++size) {
        put(m_path, newer.first(size));
        put(m_path + u".previous"_qs, older);
        KeptText text(m_path);
        QSignalSpy troubles(&text, &KeptText::trouble);
        QByteArray loaded;
        QVERIFY(!text.load([&](const QByteArray& kept) {
            loaded = kept;
            return kept.endsWith(']') ? std::nullopt : std::optional(u"it is not whole."_qs);
        }));
        QCOMPARE(loaded, older);
        QCOMPARE(contentOf(m_path + u".bad"_qs), newer.first(size));
        QCOMPARE(troubles.size(), 1);
        const QString sentence = troubles.front().front().toString();
        QVERIFY2(
            sentence.contains(m_path) && sentence.contains(u".previous"_qs), qPrintable(sentence));
    }
}

void TestKeptText::aLostNewestLetsThePreviousBeTaken()
{
    setUpTwo();
    QVERIFY(QFile::remove(m_path));
    KeptText text(m_path);
    QSignalSpy troubles(&text, &KeptText::trouble);
    QVERIFY(!text.load(problemOf));
    QCOMPARE(troubles.size(), 1);
}

void TestKeptText::whereNoneCanBeTakenNothingIsOverwritten()
{
    setUpTwo();
    put(m_path, "bad");
    put(m_path + u".previous"_qs, "bad too");
    {
        KeptText text(m_path);
        const auto problem = text.load(problemOf);
        QVERIFY(problem);
        QVERIFY2(problem->contains(u'"' + m_path + u'"')
                && problem->contains(m_path + u".previous\""_qs) && problem->endsWith(u'.'),
            qPrintable(*problem));
        text.save(wholeText(3));
    }
    QCOMPARE(contentOf(m_path), QByteArray("bad"));
    QCOMPARE(contentOf(m_path + u".previous"_qs), QByteArray("bad too"));
    QVERIFY(!QFileInfo::exists(m_path + u".bad"_qs));
}

void TestKeptText::aBadOneWithoutAPreviousIsNotOverwritten()
{
    QVERIFY(QDir().mkdir(m_folder));
    put(m_path, "bad");
    {
        KeptText text(m_path);
        const auto problem = text.load(problemOf);
        QVERIFY(problem);
        QVERIFY(problem->contains(m_path));
        text.save(wholeText(3));
    }
    QCOMPARE(contentOf(m_path), QByteArray("bad"));
}

void TestKeptText::whatCouldNotBeWrittenIsToldOnceAndWritesAgain()
{
    put(m_folder, "a file where the folder should be");
    KeptText text(m_path);
    QSignalSpy troubles(&text, &KeptText::trouble);
    text.save(wholeText(1));
    QTRY_COMPARE(troubles.size(), 1);
    const QString sentence = troubles.front().front().toString();
    QVERIFY2(sentence.contains(m_path) && sentence.endsWith(u'.'), qPrintable(sentence));
    text.save(wholeText(2));
    QVERIFY(QFile::remove(m_folder));
    text.save(wholeText(3));
    QTRY_COMPARE(contentOf(m_path), wholeText(3));
    QTRY_COMPARE(troubles.size(), 2);
    QCOMPARE(troubles.back().front().toString(), QString());
}

void TestKeptText::whoAsksIsToldWhenItIsWritten()
{
    KeptText text(m_path);
    QList<QByteArray> found;
    const auto look = [this, &found](bool isWritten) {
        found.append(isWritten ? contentOf(m_path) : QByteArray("(failed)"));
    };
    text.whenWritten(look); // nothing is under way
    QCOMPARE(found, QList{QByteArray("(none)")});
    text.save(wholeText(1));
    text.whenWritten(look);
    text.save(wholeText(2)); // waits for the first
    text.whenWritten(look);
    QCOMPARE(found.size(), 1);
    QTRY_COMPARE(found.size(), 3);
    QCOMPARE(found[2], wholeText(2));
}

void TestKeptText::whoAsksIsToldThatItCouldNotBe()
{
    put(m_folder, "in the way");
    KeptText text(m_path);
    QList<bool> told;
    const auto note = [&told](bool isWritten) { told.append(isWritten); };
    text.save(wholeText(1));
    text.whenWritten(note);
    QTRY_COMPARE(told, QList{false});
    text.whenWritten(note); // it still is not
    QCOMPARE(told.size(), 2);
    QVERIFY(!told.last());
    QVERIFY(QFile::remove(m_folder));
    text.save(wholeText(2));
    text.whenWritten(note);
    QTRY_COMPARE(told.size(), 3);
    QVERIFY(told.last());
}

void TestKeptText::theTroubleOfLoadingStays()
{
    setUpTwo();
    put(m_path, "bad");
    KeptText text(m_path);
    QSignalSpy troubles(&text, &KeptText::trouble);
    QVERIFY(!text.load(problemOf));
    QCOMPARE(troubles.size(), 1);
    text.save(wholeText(3));
    QTRY_COMPARE(contentOf(m_path), wholeText(3));
    text.save(wholeText(4));
    QTRY_COMPARE(contentOf(m_path), wholeText(4));
    QCOMPARE(contentOf(m_path + u".bad"_qs), QByteArray("bad"));
    QCOMPARE(troubles.size(), 1);
}

void TestKeptText::whatAnotherMayBeWritingIsLeftAlone()
{
    save(1);
    const QString draft = m_path + u".draft-Ab3x9Z"_qs;
    put(draft, "half");
    KeptText text(m_path);
    QVERIFY(!text.load(problemOf, KeptText::Leftovers::Kept));
    QVERIFY(QFileInfo::exists(draft));
    QVERIFY(!text.load(problemOf));
    QVERIFY(!QFileInfo::exists(draft));
}

void TestKeptText::whatWasMendedCanBeSavedOverAgain()
{
    save(1);
    put(m_path, "bad");
    KeptText text(m_path);
    QVERIFY(text.load(problemOf));
    put(m_path, wholeText(2));
    QVERIFY(!text.load(problemOf));
    text.save(wholeText(3));
    QTRY_COMPARE(contentOf(m_path), wholeText(3));
}

void TestKeptText::aFullDiskIsToldAndPasses()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {u"--save-without-space"_qs, m_path});
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    const QByteArrayList lines = child.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains(m_path.toUtf8()), lines[0].constData());
    QCOMPARE(lines[1], QByteArray("[]"));
    QCOMPARE(contentOf(m_path), wholeText(2));
    QCOMPARE(QDir(m_folder).entryList(QDir::Files), QStringList{u"bans.json"_qs});
}

void TestKeptText::whenItIsKilledAtAnyMomentAWholeOneIsThere()
{
    int latest = 0;
    for (int round = 0; round < 50; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--save-for-ever"_qs, m_path});
        for (int line = 0; line <= round % 13 + 2; ++line) {
            while (!child.canReadLine()) {
                QVERIFY(child.waitForReadyRead());
            }
            child.readLine();
        }
        child.kill();
        QVERIFY(child.waitForFinished());
        KeptText text(m_path);
        QSignalSpy troubles(&text, &KeptText::trouble);
        QByteArray loaded;
        const auto problem = text.load([&loaded](const QByteArray& kept) {
            loaded = kept;
            return problemOf(kept);
        });
        QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
        QVERIFY(troubles.isEmpty());
        const int number = loaded.left(loaded.indexOf('\n')).toInt();
        QVERIFY(number >= latest);
        latest = number;
    }
    QVERIFY(latest > 0);
    QVERIFY(QDir(m_folder).entryList(QDir::Files).size() <= 2);
}

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QLatin1String("--save-for-ever")) {
        return saveForEver(app, words.value(2));
    }
    if (words.value(1) == QLatin1String("--save-without-space")) {
        return saveWithoutSpace(app, words.value(2));
    }
    TestKeptText test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kepttext.moc"
