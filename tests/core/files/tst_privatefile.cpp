// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/files/privatefile.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Signalbox;

namespace {

/// The permissions of a file or folder, as chmod writes them.
int modeOf(const QString& path)
{
    struct stat found = {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? int(found.st_mode & 07777)
                                                                    : -1;
}

/// While it lives, the process may create files that everybody may read and write.
class NoUmask
{
public:
    NoUmask() = default;
    ~NoUmask() { ::umask(m_before); }
    NoUmask(const NoUmask&) = delete;
    NoUmask& operator=(const NoUmask&) = delete;

private:
    const mode_t m_before = ::umask(0);
};

/// While it lives, nothing can be written: as on a full disk.
class FullDisk
{
public:
    FullDisk()
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit nothing{0, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &nothing);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before = {};
    void (*m_handler)(int) = std::signal(SIGXFSZ, SIG_IGN);
};

} // namespace

class TestPrivateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlyTheOwnerMayReadIt();
    void anOpenFileOfTheNameIsReplacedByAClosedOne();
    void whatIsToStayIsKept();
    void aFullDiskLeavesWhatWasThere();
    void aFolderThatIsNotThereIsSaid();
    void aFolderIsMadeForItsOwner();
    void aFolderThatIsThereStaysAsItIs();
    void openFoldersAreWarnedOf();
    void aDraftWithoutANameIsGone();
    void whatABrokenProgramLeftIsClearedAway();
    void noMoreIsReadThanIsAskedFor();
    void aFileInPlaceOfAFolderIsSaid();

private:
    QString path() const { return m_folder->filePath(u"secret"_qs); }
    QByteArray bytes() const;
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPrivateFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QByteArray TestPrivateFile::bytes() const
{
    return std::get<QByteArray>(readSmallFile(path()));
}

void TestPrivateFile::onlyTheOwnerMayReadIt()
{
    const NoUmask noUmask;
    QCOMPARE(writePrivateFile(path(), "key", Existing::Keep), QString());
    QCOMPARE(modeOf(path()), 0600);
    QCOMPARE(writePrivateFile(path(), "other", Existing::Replace), QString());
    QCOMPARE(modeOf(path()), 0600);
    QCOMPARE(bytes(), "other");
    QCOMPARE(names(), QStringList{u"secret"_qs});
}

void TestPrivateFile::anOpenFileOfTheNameIsReplacedByAClosedOne()
{
    QFile open(path());
    QVERIFY(open.open(QIODevice::WriteOnly));
    QVERIFY(open.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QCOMPARE(writePrivateFile(path(), "key", Existing::Replace), QString());
    QCOMPARE(modeOf(path()), 0600);
}

void TestPrivateFile::whatIsToStayIsKept()
{
    QCOMPARE(writePrivateFile(path(), "first", Existing::Keep), QString());
    const QString sentence = writePrivateFile(path(), "second", Existing::Keep);
    QVERIFY2(sentence.contains(path()), qPrintable(sentence));
    QCOMPARE(bytes(), "first");
    QCOMPARE(names(), QStringList{u"secret"_qs});
}

void TestPrivateFile::aFullDiskLeavesWhatWasThere()
{
    QCOMPARE(writePrivateFile(path(), "first", Existing::Keep), QString());
    QString sentence;
    {
        const FullDisk fullDisk;
        sentence = writePrivateFile(path(), "second", Existing::Replace);
    }
    QCOMPARE(sentence, u"\"%1\" cannot be written: File too large."_qs.arg(path()));
    QCOMPARE(bytes(), "first");
    QCOMPARE(names(), QStringList{u"secret"_qs});
}

void TestPrivateFile::aFolderThatIsNotThereIsSaid()
{
    const QString nowhere = m_folder->filePath(u"nowhere/secret"_qs);
    QCOMPARE(writePrivateFile(nowhere, "key", Existing::Keep),
        u"\"%1\" cannot be written: No such file or directory."_qs.arg(nowhere));
}

void TestPrivateFile::aFolderIsMadeForItsOwner()
{
    const NoUmask noUmask;
    const QString folder = m_folder->filePath(u"state/tls"_qs);
    QCOMPARE(makePrivateFolder(folder), QString());
    QCOMPARE(modeOf(folder), 0700);
    QCOMPARE(makePrivateFolder(folder), QString());
}

void TestPrivateFile::aFolderThatIsThereStaysAsItIs()
{
    const NoUmask noUmask;
    const QString folder = m_folder->filePath(u"tls"_qs);
    QVERIFY(QDir().mkdir(folder));
    QCOMPARE(modeOf(folder), 0777);
    QCOMPARE(makePrivateFolder(folder), QString());
    QCOMPARE(modeOf(folder), 0777);
}

void TestPrivateFile::openFoldersAreWarnedOf()
{
    const QString folder = m_folder->filePath(u"state"_qs);
    QCOMPARE(warningOfOpenFolder(folder), QString());
    QCOMPARE(makePrivateFolder(folder), QString());
    QCOMPARE(warningOfOpenFolder(folder), QString());
    const QByteArray path = QFile::encodeName(folder);
    QCOMPARE(::chmod(path.constData(), 0710), 0);
    const QString look = warningOfOpenFolder(folder);
    QVERIFY2(look.contains(folder) && look.contains(u"look into"), qPrintable(look));
    QCOMPARE(::chmod(path.constData(), 0702), 0);
    const QString change = warningOfOpenFolder(folder);
    QVERIFY2(change.contains(folder) && change.contains(u"change"), qPrintable(change));
}

void TestPrivateFile::aDraftWithoutANameIsGone()
{
    {
        PrivateDraft draft(path());
        QCOMPARE(draft.write("half"), QString());
    }
    QCOMPARE(names(), QStringList());
}

void TestPrivateFile::whatABrokenProgramLeftIsClearedAway()
{
    QCOMPARE(writePrivateFile(path(), "key", Existing::Keep), QString());
    for (const QString& left : {u"secret.draft-Ab3x9Z"_qs, u"other.draft-Ab3x9Z"_qs}) {
        QFile file(m_folder->filePath(left));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    PrivateDraft::clearAway(path());
    QCOMPARE(names(), (QStringList{u"other.draft-Ab3x9Z"_qs, u"secret"_qs}));
}

void TestPrivateFile::noMoreIsReadThanIsAskedFor()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize((2 << 20) + 1));
    QCOMPARE(std::get<QString>(readSmallFile(path(), 2)),
        u"\"%1\" is larger than 2 MiB."_qs.arg(path()));
    QVERIFY(file.resize(2 << 20));
    QCOMPARE(std::get<QByteArray>(readSmallFile(path(), 2)).size(), 2 << 20);
}

void TestPrivateFile::aFileInPlaceOfAFolderIsSaid()
{
    QCOMPARE(writePrivateFile(path(), "key", Existing::Keep), QString());
    QCOMPARE(makePrivateFolder(path()), u"The folder \"%1\" cannot be made."_qs.arg(path()));
    QCOMPARE(bytes(), "key");
}

SIGNALBOX_TEST(TestPrivateFile)
#include "tst_privatefile.moc"
