// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/files/privatefile.h"
#include "core/operation/generations.h"
#include "tests/core/operation/textfile.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Signalbox;

namespace {

constexpr unsigned permissionBits = 0777;

unsigned modeOf(const QString& path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0
        ? unsigned(status.st_mode) & permissionBits
        : 0;
}

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace

class TestGenerations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theFolderIsMadeForItsOwnerOnly();
    void aFolderThatIsThereStaysAsItIs();
    void filesAreForTheirOwnerOnly();
    void theGenerationBeforeIsKept();
    void aPreviousThatIsTheNewestIsReplaced();
    void nothingElseIsLeftBehind();
    void whatABrokenProgramLeftIsClearedAway();
    void whatIsBadIsPutAside();
    void whatCannotBeWrittenIsSaidAndChangesNothing();
    void whatCannotBeReadIsSaid();
    void hugeFilesAreNotRead();

private:
    QTemporaryDir m_place;
    QString m_folder;
    QString m_path;
    int m_count = 0;
};

void TestGenerations::init()
{
    m_folder = m_place.filePath(u"state%1"_qs.arg(++m_count));
    m_path = m_folder + u"/kept.json"_qs;
}

void TestGenerations::theFolderIsMadeForItsOwnerOnly()
{
    m_path = m_folder + u"/deep/kept.json"_qs;
    Generations generations(m_path);
    QCOMPARE(generations.write("a"), QString());
    QCOMPARE(modeOf(m_folder + u"/deep"_qs), 0700U);
}

void TestGenerations::aFolderThatIsThereStaysAsItIs()
{
    QVERIFY(QDir().mkdir(m_folder));
    const QByteArray folder = QFile::encodeName(m_folder);
    QCOMPARE(::chmod(folder.constData(), 0755), 0);
    Generations generations(m_path);
    QCOMPARE(generations.write("a"), QString());
    QCOMPARE(modeOf(m_folder), 0755U);
}

void TestGenerations::filesAreForTheirOwnerOnly()
{
    QVERIFY(QDir().mkdir(m_folder));
    put(m_path, "by hand");
    const QByteArray file = QFile::encodeName(m_path);
    QCOMPARE(::chmod(file.constData(), 0644), 0);
    Generations generations(m_path);
    const mode_t before = ::umask(0);
    const QString problem = generations.write("a");
    ::umask(before);
    QCOMPARE(problem, QString());
    QCOMPARE(modeOf(m_path), 0600U);
    QCOMPARE(modeOf(generations.previous()), 0600U);
}

void TestGenerations::theGenerationBeforeIsKept()
{
    Generations generations(m_path);
    QCOMPARE(generations.write("a"), QString());
    QVERIFY(!isThere(generations.previous()));
    QCOMPARE(generations.write("b"), QString());
    QCOMPARE(generations.write("c"), QString());
    QCOMPARE(contentOf(m_path), QByteArray("c"));
    QCOMPARE(contentOf(generations.previous()), QByteArray("b"));
}

void TestGenerations::aPreviousThatIsTheNewestIsReplaced()
{
    Generations generations(m_path);
    QCOMPARE(generations.write("a"), QString());
    // As after a program that ended between the two names.
    const QByteArray newest = QFile::encodeName(m_path);
    QCOMPARE(::link(newest.constData(), QFile::encodeName(generations.previous()).constData()), 0);
    QCOMPARE(generations.write("b"), QString());
    QCOMPARE(contentOf(m_path), QByteArray("b"));
    QCOMPARE(contentOf(generations.previous()), QByteArray("a"));
}

void TestGenerations::nothingElseIsLeftBehind()
{
    Generations generations(m_path);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(generations.write("text"), QString());
    }
    QCOMPARE(filesIn(m_folder), (QStringList{u"kept.json"_qs, u"kept.json.previous"_qs}));
}

void TestGenerations::whatABrokenProgramLeftIsClearedAway()
{
    Generations generations(m_path);
    QCOMPARE(generations.write("a"), QString());
    put(m_path + u".draft-Ab3x9Z"_qs, "half");
    put(m_path + u".link"_qs, "a");
    put(m_folder + u"/other.json.draft-Ab3x9Z"_qs, "of somebody else");
    generations.clearAway();
    QCOMPARE(filesIn(m_folder), (QStringList{u"kept.json"_qs, u"other.json.draft-Ab3x9Z"_qs}));
}

void TestGenerations::whatIsBadIsPutAside()
{
    Generations generations(m_path);
    QCOMPARE(generations.write("a"), QString());
    QCOMPARE(generations.write("b"), QString());
    put(m_path, "bad");
    QCOMPARE(generations.putAside(), QString());
    QCOMPARE(contentOf(generations.bad()), QByteArray("bad"));
    QVERIFY(!isThere(m_path));
    QCOMPARE(generations.write("c"), QString());
    QCOMPARE(contentOf(generations.previous()), QByteArray("a"));
}

void TestGenerations::whatCannotBeWrittenIsSaidAndChangesNothing()
{
    Generations generations(m_path);
    QCOMPARE(generations.write("a"), QString());
    QCOMPARE(generations.write("b"), QString());
    // A folder in the place of the previous: nothing can replace it.
    QVERIFY(QFile::remove(generations.previous()));
    QVERIFY(QDir().mkpath(generations.previous() + u"/full"_qs));
    const QString problem = generations.write("c");
    QVERIFY2(problem.contains(m_path) && problem.endsWith(u'.'), qPrintable(problem));
    QCOMPARE(contentOf(m_path), QByteArray("b"));
    QVERIFY(QDir(generations.previous()).removeRecursively());
    QCOMPARE(generations.write("c"), QString());
    QCOMPARE(contentOf(m_path), QByteArray("c"));
    QCOMPARE(filesIn(m_folder), (QStringList{u"kept.json"_qs, u"kept.json.previous"_qs}));
}

void TestGenerations::whatCannotBeReadIsSaid()
{
    const auto read = Generations::read(m_path);
    const auto* problem = std::get_if<QString>(&read);
    QVERIFY(problem);
    QVERIFY2(problem->contains(m_path) && problem->endsWith(u'.'), qPrintable(*problem));
    const auto folder = Generations::read(m_place.path());
    QVERIFY(std::holds_alternative<QString>(folder));
}

void TestGenerations::hugeFilesAreNotRead()
{
    QVERIFY(QDir().mkdir(m_folder));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize((qint64(Generations::LargestMebibytes) << 20) + 1));
    const auto read = Generations::read(m_path);
    QVERIFY(std::holds_alternative<QString>(read));
}

SIGNALBOX_TEST(TestGenerations)
#include "tst_generations.moc"
