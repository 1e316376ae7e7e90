// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/termination.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace Signalbox {

namespace {

/// Says what happens to it, one word a line, and ends by itself only as "polite".
int runChild(const QString& manner)
{
    const auto say = [](const char* word) {
        std::puts(word);
        std::fflush(stdout);
    };
    Termination termination;
    QObject::connect(&termination, &Termination::requested, qApp, [say, manner] {
        say("requested");
        if (manner == u"polite") {
            QCoreApplication::exit(0);
        }
    });
    say("ready");
    if (manner == u"stuck") {
        for (;;) {
            ::pause();
        }
    }
    return QCoreApplication::exec();
}

} // namespace

/// The test program is its own child: signals are for whole processes.
class TestTermination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wishIsPassedOn_data();
    void wishIsPassedOn();
    void programThatDoesNotEndIsEnded();
    void programThatIsStuckIsEnded();
    void secondInterruptEndsAtOnce();

private:
    void start(const char* manner);
    void send(int signalNumber);
    bool waitFor(const char* word);
    bool waitForEnd();

    std::unique_ptr<QProcess> m_child;
    QByteArray m_said;
};

void TestTermination::init()
{
    m_said.clear();
    m_child = std::make_unique<QProcess>();
}

void TestTermination::start(const char* manner)
{
    m_child->start(QCoreApplication::applicationFilePath(),
        {QStringLiteral("--child"), QString::fromLatin1(manner)});
    QVERIFY(waitFor("ready"));
}

void TestTermination::send(int signalNumber)
{
    ::kill(static_cast<pid_t>(m_child->processId()), signalNumber);
}

bool TestTermination::waitFor(const char* word)
{
    return QTest::qWaitFor(
        [&] { return m_said.append(m_child->readAllStandardOutput()).contains(word); }, 20'000);
}

bool TestTermination::waitForEnd()
{
    return QTest::qWaitFor([&] { return m_child->state() == QProcess::NotRunning; }, 20'000);
}

void TestTermination::wishIsPassedOn_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestTermination::wishIsPassedOn()
{
    QFETCH(int, signalNumber);

    start("polite");
    send(signalNumber);
    QVERIFY(waitFor("requested"));
    QVERIFY(waitForEnd());
    QCOMPARE(m_child->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_child->exitCode(), 0);
    QCOMPARE(m_child->readAllStandardError(), QByteArray());
}

void TestTermination::programThatDoesNotEndIsEnded()
{
    start("deaf");
    send(SIGTERM);
    QVERIFY(waitFor("requested"));
    QVERIFY(waitForEnd());
    QCOMPARE(m_child->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_child->exitCode(), 0);
    QVERIFY(m_child->readAllStandardError().contains("did not close in time"));
}

void TestTermination::programThatIsStuckIsEnded()
{
    start("stuck");
    send(SIGTERM);
    QVERIFY(waitForEnd());
    QCOMPARE(m_child->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_child->exitCode(), 0);
}

void TestTermination::secondInterruptEndsAtOnce()
{
    start("deaf");
    send(SIGINT);
    QVERIFY(waitFor("requested"));
    send(SIGINT);
    QVERIFY(waitForEnd());
    QCOMPARE(m_child->exitStatus(), QProcess::CrashExit);
    QCOMPARE(m_child->exitCode(), SIGINT);
}

} // namespace Signalbox

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    if (const QStringList words = application.arguments(); words.value(1) == u"--child") {
        return Signalbox::runChild(words.value(2));
    }
    Signalbox::TestTermination test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_termination.moc"
