// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/checkup.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Signalbox;

class TestCheckup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void noBansAreNoProblem();
    void bansThatCannotBeReadAreAProblem_data();
    void bansThatCannotBeReadAreAProblem();
    void bansWithoutEndAreNotReadToIt();

private:
    QStringList problems() const;
    QString bansFile() const { return m_folder->filePath(u"bans.json"_qs); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCheckup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QStringList TestCheckup::problems() const
{
    HubConfig config;
    config.stateFolder = m_folder->path();
    return problemsWithFilesOf(config);
}

void TestCheckup::noBansAreNoProblem()
{
    QCOMPARE(problems(), QStringList());
}

void TestCheckup::bansThatCannotBeReadAreAProblem_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("a folder") << u"/"_qs;
    QTest::newRow("nothing") << u"/nowhere/bans.json"_qs;
}

void TestCheckup::bansThatCannotBeReadAreAProblem()
{
    QFETCH(QString, target);
    QVERIFY(QFile::link(target, bansFile()));
    const QStringList found = problems();
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().contains(bansFile()), qPrintable(found.first()));
}

void TestCheckup::bansWithoutEndAreNotReadToIt()
{
    QFile file(bansFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(32 << 20)); // takes no place on the disk
    QCOMPARE(problems(), QStringList{u"\"%1\" is larger than 16 MiB."_qs.arg(bansFile())});
}

SIGNALBOX_TEST(TestCheckup)
#include "tst_checkup.moc"
