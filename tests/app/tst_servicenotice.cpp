// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/servicenotice.h"
#include "tests/support/suite.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

/// The service manager's end.
class Manager
{
public:
    explicit Manager(const QByteArray& name)
        : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
        if (name.startsWith('@')) {
            address.sun_path[0] = '\0';
        }
        isBound = ::bind(m_descriptor, reinterpret_cast<const sockaddr*>(&address),
                      socklen_t(offsetof(sockaddr_un, sun_path) + size_t(name.size())))
            == 0;
    }
    ~Manager() { ::close(m_descriptor); }
    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;

    QByteArray hear() const
    {
        char words[4096];
        const ssize_t size = ::recv(m_descriptor, words, sizeof words, 0);
        return size < 0 ? QByteArray() : QByteArray(words, qsizetype(size));
    }

    bool isBound = false;

private:
    int m_descriptor;
};

QProcessEnvironment environment(const QByteArray& socket)
{
    QProcessEnvironment result;
    result.insert(QStringLiteral("NOTIFY_SOCKET"), QString::fromLocal8Bit(socket));
    return result;
}

} // namespace

class TestServiceNotice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsReachTheManager_data();
    void wordsReachTheManager();
    void reloadTellsTheMonotonicClock();
    void watchdogIsFedTwiceInItsTime();
    void watchdogOfAnotherProcessIsNotOurs();
    void nobodyAskedIsNobodyTold();
    void managerThatIsGoneHurtsNobody();

private:
    QByteArray path() const
    {
        return QFile::encodeName(m_directory.filePath(QStringLiteral("notify")));
    }

    QTemporaryDir m_directory;
};

void TestServiceNotice::wordsReachTheManager_data()
{
    QTest::addColumn<QByteArray>("socket");
    QTest::newRow("file") << path();
    QTest::newRow("abstract") << "@signalbox-test-"
            + QByteArray::number(QCoreApplication::applicationPid());
}

void TestServiceNotice::wordsReachTheManager()
{
    QFETCH(QByteArray, socket);
    const Manager manager(socket);
    QVERIFY(manager.isBound);
    ServiceNotice notice(environment(socket));
    QVERIFY(notice.isWanted());
    QVERIFY(!notice.watchdogPause());
    notice.ready(QStringLiteral("Port 1\nand more"));
    QCOMPARE(manager.hear(), QByteArray("READY=1\nSTATUS=Port 1 and more"));
    notice.status(QStringLiteral("connections: 2"));
    QCOMPARE(manager.hear(), QByteArray("STATUS=connections: 2"));
    notice.isAlive();
    QCOMPARE(manager.hear(), QByteArray("WATCHDOG=1"));
    notice.stopping();
    QCOMPARE(manager.hear(), QByteArray("STOPPING=1"));
    QCOMPARE(manager.hear(), QByteArray());
}

void TestServiceNotice::reloadTellsTheMonotonicClock()
{
    const QByteArray name
        = "@signalbox-reload-" + QByteArray::number(QCoreApplication::applicationPid());
    const Manager manager(name);
    ServiceNotice(environment(name)).reloading();
    const QByteArray words = manager.hear();
    QVERIFY2(words.startsWith("RELOADING=1\nMONOTONIC_USEC="), words.constData());
    QVERIFY(words.mid(words.lastIndexOf('=') + 1).toLongLong() > 0);
}

void TestServiceNotice::watchdogIsFedTwiceInItsTime()
{
    QProcessEnvironment asked = environment("/nowhere");
    asked.insert(QStringLiteral("WATCHDOG_USEC"), QStringLiteral("30000000"));
    QCOMPARE(ServiceNotice(asked).watchdogPause(), std::optional<std::chrono::milliseconds>(15s));
    asked.insert(
        QStringLiteral("WATCHDOG_PID"), QString::number(QCoreApplication::applicationPid()));
    QVERIFY(ServiceNotice(asked).watchdogPause());
    for (const char* nonsense : {"", "0", "-5", "soon", "1"}) {
        asked.insert(QStringLiteral("WATCHDOG_USEC"), QString::fromLatin1(nonsense));
        QVERIFY2(!ServiceNotice(asked).watchdogPause(), nonsense);
    }
}

void TestServiceNotice::watchdogOfAnotherProcessIsNotOurs()
{
    QProcessEnvironment asked = environment("/nowhere");
    asked.insert(QStringLiteral("WATCHDOG_USEC"), QStringLiteral("30000000"));
    asked.insert(QStringLiteral("WATCHDOG_PID"), QStringLiteral("1"));
    QVERIFY(!ServiceNotice(asked).watchdogPause());
}

void TestServiceNotice::nobodyAskedIsNobodyTold()
{
    for (const char* name : {"", "relative/path", "vsock:2:3"}) {
        ServiceNotice notice(environment(name));
        QVERIFY2(!notice.isWanted(), name);
        notice.ready({});
    }
}

void TestServiceNotice::managerThatIsGoneHurtsNobody()
{
    ServiceNotice(environment(path())).ready({});
    ServiceNotice(environment("/" + QByteArray(500, 'x'))).ready({});
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestServiceNotice)
#include "tst_servicenotice.moc"
