// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/statelock.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace Signalbox {

class TestStateLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folderIsMadeForItsOwnerOnly();
    void folderThatIsThereStaysAsItIs();
    void oneHubAtATimeHasAFolder();
    void lockGoesWithItsOwner();
    void placeThatIsNoFolderIsSaid();
};

void TestStateLock::folderIsMadeForItsOwnerOnly()
{
    const QTemporaryDir directory;
    const QString folder = directory.filePath(QStringLiteral("a/b"));
    const StateLock lock(folder);
    QCOMPARE(lock.outcome(), StateLock::Outcome::Held);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFileInfo(folder).permissions() & others, QFile::Permissions());
}

void TestStateLock::folderThatIsThereStaysAsItIs()
{
    const QTemporaryDir directory;
    const QFile::Permissions shared = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
        | QFile::ReadGroup | QFile::ExeGroup;
    QVERIFY(QFile::setPermissions(directory.path(), shared));
    const StateLock lock(directory.path());
    QCOMPARE(lock.outcome(), StateLock::Outcome::Held);
    QVERIFY(QFileInfo(directory.path()).permissions().testFlag(QFile::ReadGroup));
}

void TestStateLock::oneHubAtATimeHasAFolder()
{
    const QTemporaryDir directory;
    const StateLock first(directory.path());
    QCOMPARE(first.outcome(), StateLock::Outcome::Held);
    const StateLock second(directory.path());
    QCOMPARE(second.outcome(), StateLock::Outcome::Taken);
}

void TestStateLock::lockGoesWithItsOwner()
{
    const QTemporaryDir directory;
    std::optional<StateLock> first;
    first.emplace(directory.path());
    first.reset();
    QCOMPARE(StateLock(directory.path()).outcome(), StateLock::Outcome::Held);
}

void TestStateLock::placeThatIsNoFolderIsSaid()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("file"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(StateLock(path).outcome(), StateLock::Outcome::NoFolder);
    QCOMPARE(StateLock(path + QStringLiteral("/x")).outcome(), StateLock::Outcome::NoFolder);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestStateLock)
#include "tst_statelock.moc"
