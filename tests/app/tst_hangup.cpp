// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/hangup.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sys/ioctl.h>
#include <unistd.h>

namespace Signalbox {

namespace {

/// Says what happens to it, one word a line.
int runChild()
{
    const auto say = [](const char* word) {
        std::puts(word);
        std::fflush(stdout);
    };
    Hangup hangup;
    QObject::connect(&hangup, &Hangup::reloadRequested, qApp, [say] { say("reload"); });
    QObject::connect(&hangup, &Hangup::terminalGone, qApp, [say] { say("gone"); });
    say("ready");
    return QCoreApplication::exec();
}

/// A terminal that can be closed.
class Terminal
{
public:
    Terminal()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        if (::grantpt(m_master) == 0 && ::unlockpt(m_master) == 0) {
            m_name = ::ptsname(m_master);
        }
    }
    ~Terminal() { close(); }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// In the child: makes it the one that it was started in.
    void enter() const
    {
        ::setsid();
        const int terminal = ::open(m_name.constData(), O_RDWR | O_CLOEXEC);
        ::ioctl(terminal, TIOCSCTTY, 0);
    }

    void close()
    {
        if (m_master >= 0) {
            ::close(m_master);
        }
        m_master = -1;
    }

private:
    int m_master;
    QByteArray m_name;
};

} // namespace

/// The test program is its own child: signals and terminals are for whole processes.
class TestHangup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void withoutATerminalItMeansToReadAgain();
    void inATerminalThatIsThereItMeansToReadAgain();
    void terminalThatIsGoneIsTold();
    void underNohupATerminalMayGo();

private:
    void start();
    bool hears(const char* word);
    void hangUp() const { ::kill(pid_t(m_child->processId()), SIGHUP); }

    std::unique_ptr<Terminal> m_terminal;
    std::unique_ptr<QProcess> m_child;
    QByteArray m_said;
};

void TestHangup::init()
{
    m_said.clear();
    m_terminal = std::make_unique<Terminal>();
    m_child = std::make_unique<QProcess>();
}

void TestHangup::cleanup()
{
    m_child->kill();
    m_child->waitForFinished();
}

void TestHangup::start()
{
    m_child->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--child")});
    QVERIFY(hears("ready"));
}

bool TestHangup::hears(const char* word)
{
    return QTest::qWaitFor(
        [&] { return m_said.append(m_child->readAllStandardOutput()).contains(word); }, 20'000);
}

void TestHangup::withoutATerminalItMeansToReadAgain()
{
    m_child->setChildProcessModifier([] { ::setsid(); });
    start();
    hangUp();
    QVERIFY(hears("reload"));
    QVERIFY(!m_said.contains("gone"));
}

void TestHangup::inATerminalThatIsThereItMeansToReadAgain()
{
    m_child->setChildProcessModifier([this] { m_terminal->enter(); });
    start();
    hangUp();
    QVERIFY(hears("reload"));
    QVERIFY(!m_said.contains("gone"));
}

void TestHangup::terminalThatIsGoneIsTold()
{
    m_child->setChildProcessModifier([this] { m_terminal->enter(); });
    start();
    m_terminal->close(); // the system tells with SIGHUP
    QVERIFY(hears("gone"));
    QVERIFY(!m_said.contains("reload"));
}

void TestHangup::underNohupATerminalMayGo()
{
    m_child->setChildProcessModifier([this] {
        std::signal(SIGHUP, SIG_IGN);
        m_terminal->enter();
    });
    start();
    m_terminal->close();
    QVERIFY(hears("reload"));
    QVERIFY(!m_said.contains("gone"));
}

} // namespace Signalbox

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == u"--child") {
        return Signalbox::runChild();
    }
    Signalbox::TestHangup test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hangup.moc"
