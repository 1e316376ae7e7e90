// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/singleinstance.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace Signalbox {

class TestSingleInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondStartRaisesTheFirst();
    void everyStartRaisesAgain();
    void profilesDoNotMeet();
    void socketLeftBehindIsReplaced();
    void onlyTheUserReachesTheSocket();
    void visitorWhoSaysAnythingIsNotRead();
    void firstThatEndedMakesRoom();
};

void TestSingleInstance::secondStartRaisesTheFirst()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("window.socket"));
    SingleInstance first(path);
    QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    QCOMPARE(first.claim(), SingleInstance::Claim::First);

    SingleInstance second(path);
    QCOMPARE(second.claim(), SingleInstance::Claim::OtherRaised);
    QTRY_COMPARE(raised.count(), 1);
}

void TestSingleInstance::everyStartRaisesAgain()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("window.socket"));
    SingleInstance first(path);
    QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    QCOMPARE(first.claim(), SingleInstance::Claim::First);
    for (int times = 1; times <= 3; ++times) {
        QCOMPARE(SingleInstance(path).claim(), SingleInstance::Claim::OtherRaised);
        QTRY_COMPARE(raised.count(), times);
    }
}

void TestSingleInstance::profilesDoNotMeet()
{
    const QTemporaryDir directory;
    SingleInstance one(directory.filePath(QStringLiteral("one.socket")));
    SingleInstance other(directory.filePath(QStringLiteral("other.socket")));
    QCOMPARE(one.claim(), SingleInstance::Claim::First);
    QCOMPARE(other.claim(), SingleInstance::Claim::First);
}

void TestSingleInstance::socketLeftBehindIsReplaced()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("window.socket"));
    QFile leftBehind(path);
    QVERIFY(leftBehind.open(QIODevice::WriteOnly));
    leftBehind.close();

    SingleInstance first(path);
    QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    QCOMPARE(first.claim(), SingleInstance::Claim::First);
    QCOMPARE(SingleInstance(path).claim(), SingleInstance::Claim::OtherRaised);
    QTRY_COMPARE(raised.count(), 1);
}

void TestSingleInstance::onlyTheUserReachesTheSocket()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("window.socket"));
    SingleInstance first(path);
    QCOMPARE(first.claim(), SingleInstance::Claim::First);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
}

void TestSingleInstance::visitorWhoSaysAnythingIsNotRead()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("window.socket"));
    SingleInstance first(path);
    QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    QCOMPARE(first.claim(), SingleInstance::Claim::First);

    QLocalSocket visitor;
    QSignalSpy gone(&visitor, &QLocalSocket::disconnected);
    visitor.connectToServer(path);
    QVERIFY(visitor.waitForConnected());
    visitor.write(QByteArray(1024 * 1024, 'x'));
    QTRY_COMPARE(raised.count(), 1);
    QTRY_COMPARE(gone.count(), 1);
}

void TestSingleInstance::firstThatEndedMakesRoom()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("window.socket"));
    for (int starts = 0; starts < 3; ++starts) {
        SingleInstance instance(path);
        QCOMPARE(instance.claim(), SingleInstance::Claim::First);
    }
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestSingleInstance)
#include "tst_singleinstance.moc"
