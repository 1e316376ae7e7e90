// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/faults/sanitized.h"
#include "tests/support/suite.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

namespace Signalbox {

/// The real program where somebody sets the clock (libfaketime; the monotonic clock goes on).
class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void banLastsNoLongerForAClockThatWasSetBack();
    void banWhoseTimeHasPassedMeanwhileIsOver();
    void clockThatIsSetBackWhileItRunsChangesNothing();

private:
    /// "-2d", "+2h", for whoever looks at the clock from here on.
    void setClock(const QByteArray& shift);
    /// Whether the ban of an hour holds, and for no longer.
    bool lastsAnHourAtMost();
    QJsonObject lastLine() const;

    std::unique_ptr<HubProgram> m_hub;
};

void TestClock::init()
{
    m_hub = std::make_unique<HubProgram>();
    setClock("+0");
    Sanitized::preload(*m_hub, QStringLiteral(SIGNALBOX_FAKETIME));
    m_hub->setVariable(u"FAKETIME_TIMESTAMP_FILE"_qs, m_hub->home() + u"/clock"_qs);
    m_hub->setVariable(u"FAKETIME_NO_CACHE"_qs, u"1"_qs);
    m_hub->setVariable(u"FAKETIME_DONT_FAKE_MONOTONIC"_qs, u"1"_qs);
    // Else what waits for so long on a condition is told at once that its time is over.
    m_hub->setVariable(u"FAKETIME_FORCE_MONOTONIC_FIX"_qs, u"0"_qs);
    m_hub->set(u"log"_qs, m_hub->logFile());
    QVERIFY(m_hub->start());
    QVERIFY(m_hub->banNick(u"rascal"_qs, {}, 3600));
    QTRY_VERIFY(QFile::exists(m_hub->stateFile(u"bans.json"_qs)));
}

void TestClock::setClock(const QByteArray& shift)
{
    QFile file(m_hub->home() + u"/clock"_qs);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(shift + '\n');
}

bool TestClock::lastsAnHourAtMost()
{
    const double left = m_hub->ctl(u"bans"_qs)[0][u"seconds-left"].toDouble(-1);
    if (left <= 0 || left > 3600) {
        qWarning("It lasts %f s more", left);
        return false;
    }
    return true;
}

QJsonObject TestClock::lastLine() const
{
    return QJsonDocument::fromJson(m_hub->log().trimmed().split('\n').constLast()).object();
}

void TestClock::banLastsNoLongerForAClockThatWasSetBack()
{
    m_hub->send(SIGTERM);
    QCOMPARE(m_hub->program().exitCode(), 0);
    setClock("-2d");
    QVERIFY(m_hub->start());
    QVERIFY(lastsAnHourAtMost());
}

void TestClock::banWhoseTimeHasPassedMeanwhileIsOver()
{
    m_hub->killAtOnce();
    setClock("+2h");
    QVERIFY(m_hub->start());
    QCOMPARE(m_hub->bannedNicks(), QStringList());
}

void TestClock::clockThatIsSetBackWhileItRunsChangesNothing()
{
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(m_hub->port()));
    QTRY_COMPARE(lastLine().value(u"kind").toString(), u"joined"_qs);
    const QJsonObject before = lastLine();
    setClock("-2d");
    Neighbours others("others");
    QVERIFY(others.comeTo(m_hub->port()));
    QVERIFY(neighbours.talk());
    QTRY_COMPARE(lastLine().value(u"room").toString(), u"others"_qs);
    const QJsonObject after = lastLine();
    const auto wall = [](const QJsonObject& line) {
        return QDateTime::fromString(line.value(u"time").toString(), Qt::ISODateWithMs);
    };
    QVERIFY(wall(after).secsTo(wall(before)) > 24 * 3600); // the shift is there to be seen
    QVERIFY(after.value(u"ms").toInteger() >= before.value(u"ms").toInteger());
    QVERIFY(lastsAnHourAtMost());

    QVERIFY(m_hub->banNick(u"other"_qs)); // and everything is written anew, by the new clock
    m_hub->send(SIGTERM);
    QCOMPARE(m_hub->program().exitCode(), 0);
    QVERIFY(m_hub->start());
    QVERIFY(lastsAnHourAtMost());
    QCOMPARE(m_hub->bannedNicks().size(), 2);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestClock)
#include "tst_clock.moc"
