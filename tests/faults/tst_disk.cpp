// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

namespace Signalbox {

namespace {

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

/// The real program and its files: where there is no room for them, where they are damaged, and who
/// may read them.
class TestDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logThatCannotGrowEndsInAWholeLineAndTheHubGoesOn();
    void bansThatCannotBeWrittenHoldAndLeaveTheFileWhole();
    void bansThatAreCutOffGiveWayToThoseBefore();
    void hubDoesNotRunWithoutBansThatItCannotRead();
    void filesAreForTheirOwnerOnly();
};

void TestDisk::logThatCannotGrowEndsInAWholeLineAndTheHubGoesOn()
{
    HubProgram hub;
    hub.bound(RLIMIT_FSIZE, 4096);
    hub.set(u"log"_qs, hub.logFile());
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    const auto makeLines = [&hub] {
        TestClient guest;
        return guest.connectTo(hub.port()) && !guest.join("guest").isEmpty()
            && (guest.socket().close(), guest.waitForEnd());
    };
    QTRY_VERIFY_WITH_TIMEOUT(
        makeLines() && hub.program().err().contains("hub.log"), HubProgram::PatienceMs);
    QVERIFY(neighbours.talk());
    QVERIFY(hub.log().size() <= 4096);
    const QList<QByteArray> lines = hub.log().split('\n');
    QVERIFY(lines.constLast().isEmpty());
    QVERIFY(QJsonDocument::fromJson(lines.at(lines.size() - 2)).isObject());
    hub.send(SIGTERM);
    QCOMPARE(hub.program().exitCode(), 0);
}

void TestDisk::bansThatCannotBeWrittenHoldAndLeaveTheFileWhole()
{
    HubProgram hub;
    hub.bound(RLIMIT_FSIZE, 8192);
    QVERIFY(hub.start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(hub.port()));
    int bans = 0;
    const auto ban = [&hub, &bans] {
        return hub.banNick(QStringLiteral("rascal-%1").arg(bans++), QString(1000, u'x'));
    };
    QTRY_VERIFY_WITH_TIMEOUT(!ban(), HubProgram::PatienceMs); // is no success any more
    QTRY_VERIFY(hub.program().err().contains("bans.json"));
    QVERIFY(neighbours.talk());
    QCOMPARE(hub.bannedNicks().size(), bans);
    QVERIFY(QJsonDocument::fromJson(read(hub.stateFile(u"bans.json"_qs))).isObject());
    hub.killAtOnce();

    hub.bound(RLIMIT_FSIZE, RLIM_INFINITY);
    QVERIFY2(hub.start(), hub.program().err().constData());
    QVERIFY(hub.bannedNicks().size() >= 6);
}

void TestDisk::bansThatAreCutOffGiveWayToThoseBefore()
{
    HubProgram hub;
    QVERIFY(hub.start());
    for (const QString& nick : {u"one"_qs, u"two"_qs, u"three"_qs}) {
        QVERIFY(hub.banNick(nick));
        QTRY_VERIFY(read(hub.stateFile(u"bans.json"_qs)).contains(nick.toUtf8()));
    }
    hub.send(SIGTERM);
    QCOMPARE(hub.program().exitCode(), 0);
    const QString newest = hub.stateFile(u"bans.json"_qs);
    const QString previous = hub.stateFile(u"bans.json.previous"_qs);
    const QByteArray whole = read(newest);
    const QByteArray before = read(previous);
    QVERIFY(whole.size() > 100 && whole.contains("three") && !before.contains("three"));

    for (qsizetype cut : {qsizetype(0), qsizetype(1), whole.size() / 3, whole.size() / 2,
             whole.indexOf("three") + 5, whole.size() - 4, whole.size() - 2}) {
        write(newest, whole.first(cut));
        write(previous, before);
        QVERIFY2(hub.start(), hub.program().err().constData());
        QCOMPARE(hub.bannedNicks(), (QStringList{u"one"_qs, u"two"_qs}));
        QTRY_VERIFY(hub.program().err().contains("bans.json"));
        QTRY_COMPARE(read(newest + u".bad"_qs), whole.first(cut));
        hub.killAtOnce();
    }
}

void TestDisk::hubDoesNotRunWithoutBansThatItCannotRead()
{
    HubProgram hub;
    QVERIFY(hub.start());
    QVERIFY(hub.banNick(u"one"_qs));
    QVERIFY(hub.banNick(u"two"_qs));
    const QString newest = hub.stateFile(u"bans.json"_qs);
    const QString previous = hub.stateFile(u"bans.json.previous"_qs);
    QTRY_VERIFY(QFile::exists(previous));
    hub.send(SIGTERM);
    QCOMPARE(hub.program().exitCode(), 0);
    const QByteArray cut = read(newest).first(20);
    write(newest, cut);
    write(previous, cut);
    QCOMPARE(hub.startInVain(), 2);
    QVERIFY(hub.program().err().contains(newest.toUtf8() + '"'));
    QVERIFY(hub.program().err().contains(previous.toUtf8() + '"'));
    QCOMPARE(read(newest), cut);
    QCOMPARE(read(previous), cut);
}

void TestDisk::filesAreForTheirOwnerOnly()
{
    HubProgram hub;
    hub.setOpenHanded();
    hub.set(u"tls"_qs, u"on"_qs);
    hub.set(u"log"_qs, hub.logFile());
    QVERIFY(hub.start());
    QVERIFY(hub.banNick(u"one"_qs));
    QVERIFY(hub.banNick(u"two"_qs));
    QTRY_VERIFY(QFile::exists(hub.stateFile(u"bans.json.previous"_qs)));
    QTRY_VERIFY(!hub.log().isEmpty());
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QDirIterator all(hub.home(),
        QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot,
        QDirIterator::Subdirectories);
    int seen = 0;
    while (all.hasNext()) {
        const QString path = all.next();
        QVERIFY2((all.fileInfo().permissions() & others) == 0, qPrintable(path));
        ++seen;
    }
    QVERIFY2(seen >= 8, qPrintable(QString::number(seen)));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestDisk)
#include "tst_disk.moc"
