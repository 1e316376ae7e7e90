// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/descriptors.h"
#include "core/net/frontdoor.h"
#include "tests/support/opendoor.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QAbstractEventDispatcher>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace Signalbox;

/// What happens as the system's descriptors run low. This process has them on both sides: as many
/// are taken by clients.
class TestDescriptors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aReserveIsKept();
    void whoComesWhenTheyRunLowWaitsOutside();
    void thatNobodyComesInIsToldUntilItHasBeenOverForAWhile();
    void nothingSpinsMeanwhile_data();
    void nothingSpinsMeanwhile();

private:
    void allow(rlim_t count);
    int connectUntilLow(OpenDoor& door, std::vector<std::unique_ptr<RawClient>>& clients);

    rlimit m_before{};
};

void TestDescriptors::init()
{
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &m_before), 0);
}

void TestDescriptors::cleanup()
{
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &m_before), 0);
}

void TestDescriptors::allow(rlim_t count)
{
    const rlimit limit{count, m_before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
}

void TestDescriptors::aReserveIsKept()
{
    allow(1000);
    QVERIFY(leavesReserve(934));
    QVERIFY(!leavesReserve(935));
    allow(200); // a quarter of few
    QVERIFY(leavesReserve(148));
    QVERIFY(!leavesReserve(149));
    QFile file(u"/dev/null"_qs);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(hasDescriptorToSpare(file.handle()));
    allow(rlim_t(file.handle()) + 1);
    QVERIFY(!hasDescriptorToSpare(file.handle()));
}

/// Opens connections until the door takes no more; how many it took.
int TestDescriptors::connectUntilLow(
    OpenDoor& door, std::vector<std::unique_ptr<RawClient>>& clients)
{
    while (!door.rejections().contains(Rejection::NoDescriptors) && clients.size() < 500) {
        clients.push_back(std::make_unique<RawClient>());
        if (!clients.back()->upgrade(door.port())) {
            break;
        }
    }
    return int(clients.size());
}

void TestDescriptors::whoComesWhenTheyRunLowWaitsOutside()
{
    allow(200);
    OpenDoor door;
    std::vector<std::unique_ptr<RawClient>> clients;
    const int taken = connectUntilLow(door, clients);
    QVERIFY2(taken > 50 && taken < 75, qPrintable(QString::number(taken)));
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::NoDescriptors});
    QCOMPARE(door.rejectedAddresses(), QStringList{QString()});

    RawClient late;
    QVERIFY(late.connectTo(door.port())); // in the system's queue
    late.write(RawClient::upgradeRequest());
    clients.front()->sendText("still here");
    QTRY_COMPARE(door.guests().front()->received, QByteArrayList{"still here"});
    QVERIFY(late.bytes().isEmpty());
    QVERIFY(!late.hasEnded());

    for (int i = 0; i < 5; ++i) {
        clients.pop_back();
    }
    door.guests().resize(door.guests().size() - 5);
    QTRY_VERIFY(late.bytes().startsWith("HTTP/1.1 101 "));
}

void TestDescriptors::thatNobodyComesInIsToldUntilItHasBeenOverForAWhile()
{
    using namespace std::chrono_literals;
    allow(200);
    OpenDoor door;
    QSignalSpy lacks(&door.door(), &FrontDoor::lacksDescriptors);
    std::vector<std::unique_ptr<RawClient>> clients;
    connectUntilLow(door, clients);
    const auto letIn = [&] {
        clients.push_back(std::make_unique<RawClient>());
        return clients.back()->upgrade(door.port());
    };
    for (int time = 0; time < 3; ++time) { // at the edge
        allow(1000);
        QVERIFY(letIn()); // once the door has looked again
        door.clock().advance(4s);
        allow(200);
        QVERIFY(letIn()); // and is the last one
        QCOMPARE(lacks, QList<QVariantList>{{true}});
    }
    QCOMPARE(door.rejections(), QList<Rejection>{Rejection::NoDescriptors});
    allow(1000);
    QVERIFY(letIn());
    door.clock().advance(4s);
    QVERIFY(!lacks.wait(1200)); // in which the door looks twice
    QCOMPARE(lacks.size(), 1);
    door.clock().advance(1s);
    QTRY_COMPARE(lacks.size(), 2);
    QCOMPARE(lacks.at(1), QVariantList{false});
    allow(200);
    QVERIFY(letIn());
    QTRY_COMPARE(lacks.size(), 3);
    QCOMPARE(lacks.at(2), QVariantList{true});
}

void TestDescriptors::nothingSpinsMeanwhile_data()
{
    QTest::addColumn<int>("others"); // descriptors that the process takes beside the door
    QTest::newRow("with the reserve") << 0;
    QTest::newRow("without the reserve") << 1000;
}

void TestDescriptors::nothingSpinsMeanwhile()
{
    QFETCH(int, others);
    allow(200);
    OpenDoor door;
    std::vector<std::unique_ptr<RawClient>> clients;
    connectUntilLow(door, clients);
    RawClient late;
    QVERIFY(late.connectTo(door.port()));
    std::vector<int> taken;
    for (int i = 0; i < others; ++i) {
        const int descriptor = ::dup(STDERR_FILENO);
        if (descriptor < 0) {
            break;
        }
        taken.push_back(descriptor);
    }
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    int busyTurns = 0;
    for (int turn = 0; turn < 1000; ++turn) {
        busyTurns += QCoreApplication::eventDispatcher()->processEvents(QEventLoop::AllEvents);
    }
    for (int descriptor : taken) {
        ::close(descriptor);
    }
    QVERIFY2(busyTurns < 20, qPrintable(QString::number(busyTurns)));
}

SIGNALBOX_TEST(TestDescriptors)
#include "tst_descriptors.moc"
