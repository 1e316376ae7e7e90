// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/addresses.h"
#include "tests/support/httpanswer.h"
#include "tests/support/opendoor.h"
#include "tests/support/suite.h"

#include <QTest>

#include <algorithm>

namespace Signalbox {

/// Who reads the metrics beside this machine. The other machine is this one by its address in the
/// network, which to the door is one like any other: a computer without a network fails here.
class TestFrontDoorMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void othersReadThemOnlyWhereTheyAreListed_data();
    void othersReadThemOnlyWhereTheyAreListed();
    void whoIsListedNoLongerReadsThemNoMore();

private:
    HttpAnswer ask(const OpenDoor& door) const;

    QString m_address;
};

void TestFrontDoorMetrics::initTestCase()
{
    const QList<LocalAddress> all = localAddresses();
    const auto other = std::find_if(all.begin(), all.end(), [](const LocalAddress& one) {
        return !one.address.isLoopback() && one.address.protocol() == QAbstractSocket::IPv4Protocol;
    });
    QVERIFY2(other != all.end(), "This machine has no IPv4 address but its loopback.");
    m_address = other->address.toString();
}

HttpAnswer TestFrontDoorMetrics::ask(const OpenDoor& door) const
{
    return get(QUrl(QStringLiteral("http://%1:%2").arg(m_address).arg(door.port())), "/metrics");
}

void TestFrontDoorMetrics::othersReadThemOnlyWhereTheyAreListed_data()
{
    QTest::addColumn<QStringList>("listed"); // %1: the other's address
    QTest::addColumn<int>("status");
    QTest::newRow("nobody") << QStringList{} << 403;
    QTest::newRow("its address") << QStringList{u"10.99.0.1"_qs, u"%1"_qs} << 200;
    QTest::newRow("its network") << QStringList{u"%1/24"_qs} << 200;
    QTest::newRow("its address in IPv6") << QStringList{u"::ffff:%1"_qs} << 200;
    QTest::newRow("another network") << QStringList{u"203.0.113.0/24"_qs, u"fd00::/8"_qs} << 403;
    QTest::newRow("everybody in IPv6") << QStringList{u"::/0"_qs} << 403;
    QTest::newRow("no range") << QStringList{u"%1/33"_qs, u"hub.example"_qs} << 403;
}

void TestFrontDoorMetrics::othersReadThemOnlyWhereTheyAreListed()
{
    QFETCH(QStringList, listed);
    QFETCH(int, status);
    OpenDoor door({}, m_address);
    door.sayMetrics("signalbox_peers 3\n");
    door.door().tellMetricsTo(listed.replaceInStrings(u"%1"_qs, m_address));
    const HttpAnswer answer = ask(door);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body.contains("signalbox_peers 3"), status == 200);
    QCOMPARE(answer.body.contains("metrics-from"), status == 403);
}

void TestFrontDoorMetrics::whoIsListedNoLongerReadsThemNoMore()
{
    OpenDoor door({}, m_address);
    door.sayMetrics("signalbox_peers 3\n");
    door.door().tellMetricsTo({m_address});
    QCOMPARE(ask(door).status, 200);
    door.door().tellMetricsTo({});
    QCOMPARE(ask(door).status, 403);
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestFrontDoorMetrics)
#include "tst_frontdoormetrics.moc"
