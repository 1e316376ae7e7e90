// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/addresses.h"
#include "tests/support/suite.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Signalbox;

namespace {

/// "wlan0=192.168.1.20 lo=127.0.0.1"
QList<LocalAddress> addresses(const QString& text)
{
    QList<LocalAddress> list;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
        list.append({word.section(u'=', 0, 0), QHostAddress(word.section(u'=', 1))});
    }
    return list;
}

} // namespace

class TestAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endpointsAreRanked_data();
    void endpointsAreRanked();
    void endpointsKnowTheirPortInterfaceAndReach();
    void endpointsAreUrls_data();
    void endpointsAreUrls();
    void addressesAreShownPlainly_data();
    void addressesAreShownPlainly();
    void everyIPv6InterfaceIsNotReachedByIPv4();
    void thisMachineHasALoopback();
    void thePreferredAddressIsALocalOneOrNone();
};

void TestAddresses::endpointsAreRanked_data()
{
    QTest::addColumn<QString>("local");
    QTest::addColumn<QString>("preferred");
    QTest::addColumn<QString>("listen");
    QTest::addColumn<QString>("ranked");
    const auto row = [](const char* name, const QString& local, const QString& preferred,
                         const QString& listen, const QString& ranked) {
        QTest::newRow(name) << local << preferred << listen << ranked;
    };
    const QString all
        = u"lo=127.0.0.1 lo=::1 eth0=fe80::1%eth0 eth0=2001:db8::5 docker0=172.17.0.1 "
          "eth0=192.168.1.20 wlan0=10.0.0.7"_qs;
    row("all interfaces", all, u"10.0.0.7"_qs, {},
        u"10.0.0.7 192.168.1.20 2001:db8::5 127.0.0.1"_qs);
    row("nothing is preferred", all, {}, {}, u"192.168.1.20 10.0.0.7 2001:db8::5 127.0.0.1"_qs);
    row("the preferred is virtual: a VPN", all, u"172.17.0.1"_qs, {},
        u"172.17.0.1 192.168.1.20 10.0.0.7 2001:db8::5 127.0.0.1"_qs);
    row("the preferred is unknown", all, u"10.9.9.9"_qs, {},
        u"192.168.1.20 10.0.0.7 2001:db8::5 127.0.0.1"_qs);
    row("every IPv4 interface", all, u"10.0.0.7"_qs, u"0.0.0.0"_qs,
        u"10.0.0.7 192.168.1.20 127.0.0.1"_qs);
    row("every IPv6 interface", all, u"10.0.0.7"_qs, u"::"_qs, u"2001:db8::5 ::1"_qs);
    row("one IPv4 address", all, u"10.0.0.7"_qs, u"192.168.1.20"_qs, u"192.168.1.20"_qs);
    row("one IPv6 address", all, u"10.0.0.7"_qs, u"2001:db8::5"_qs, u"2001:db8::5"_qs);
    row("the loopback", all, u"10.0.0.7"_qs, u"127.0.0.1"_qs, u"127.0.0.1"_qs);
    row("the IPv6 loopback", all, u"10.0.0.7"_qs, u"::1"_qs, u"::1"_qs);
    row("a loopback that no interface shows", all, {}, u"127.0.0.2"_qs, u"127.0.0.2"_qs);
    row("a virtual address that was asked for", all, {}, u"172.17.0.1"_qs, u"172.17.0.1"_qs);
    row("only the loopback", u"lo=127.0.0.1 lo=::1"_qs, {}, {}, u"127.0.0.1"_qs);
    row("the loopback, IPv6 first", u"lo=::1 lo=127.0.0.1"_qs, {}, {}, u"::1"_qs);
    row("nothing better than virtual", u"lo=127.0.0.1 tun0=10.8.0.2 docker0=172.17.0.1"_qs, {}, {},
        u"10.8.0.2 172.17.0.1 127.0.0.1"_qs);
    row("nothing better than link-local", u"lo=127.0.0.1 eth0=169.254.3.4"_qs, {}, {},
        u"169.254.3.4 127.0.0.1"_qs);
    row("link-local beside virtual", u"eth0=169.254.3.4 virbr0=192.168.122.1"_qs, {}, {},
        u"192.168.122.1"_qs);
    for (const char* name :
        {"docker0", "br-1a2b", "veth12", "virbr0", "vboxnet0", "vmnet8", "tun0", "tap0", "wg0",
            "ztabc", "tailscale0", "lxcbr0", "lxdbr0", "podman0", "cni0", "flannel.1"}) {
        QTest::addRow("%s is virtual", name)
            << QString::fromLatin1(name) + u"=10.1.1.1 eth0=192.168.1.2"_qs << QString()
            << QString() << u"192.168.1.2"_qs;
    }
    for (const char* name :
        {"eth0", "enp3s0", "wlan0", "wlp2s0", "br0", "en0", "usb0", "Ethernet"}) {
        QTest::addRow("%s is not virtual", name) << QString::fromLatin1(name) + u"=10.1.1.1"_qs
                                                 << QString() << QString() << u"10.1.1.1"_qs;
    }
}

void TestAddresses::endpointsAreRanked()
{
    QFETCH(QString, local);
    QFETCH(QString, preferred);
    QFETCH(QString, listen);
    QFETCH(QString, ranked);
    QStringList found;
    for (const Endpoint& endpoint :
        rankEndpoints(addresses(local), QHostAddress(preferred), listen, 8080)) {
        found.append(endpoint.address);
    }
    QCOMPARE(found.join(u' '), ranked);
}

void TestAddresses::endpointsKnowTheirPortInterfaceAndReach()
{
    const QList<Endpoint> endpoints
        = rankEndpoints(addresses(u"lo=127.0.0.1 eth0=192.168.1.20"_qs), {}, {}, 4711);
    QCOMPARE(endpoints,
        (QList<Endpoint>{{u"192.168.1.20"_qs, 4711, u"eth0"_qs, false},
            {u"127.0.0.1"_qs, 4711, u"lo"_qs, true}}));
}

void TestAddresses::endpointsAreUrls_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("host");
    QTest::newRow("IPv4") << u"10.0.0.7"_qs << u"10.0.0.7"_qs;
    QTest::newRow("IPv6") << u"2001:db8::5"_qs << u"[2001:db8::5]"_qs;
}

void TestAddresses::endpointsAreUrls()
{
    QFETCH(QString, address);
    QFETCH(QString, host);
    const Endpoint endpoint{address, 8080, {}, false};
    QCOMPARE(endpoint.host(), host);
    QCOMPARE(endpoint.pageUrl(), u"http://"_qs + host + u":8080"_qs);
    QCOMPARE(endpoint.socketUrl(), u"ws://"_qs + host + u":8080"_qs);
}

void TestAddresses::addressesAreShownPlainly_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("shown");
    QTest::newRow("IPv4") << u"10.0.0.7"_qs << u"10.0.0.7"_qs;
    QTest::newRow("IPv4 mapped into IPv6") << u"::ffff:10.0.0.7"_qs << u"10.0.0.7"_qs;
    QTest::newRow("IPv6") << u"2001:DB8::5"_qs << u"2001:db8::5"_qs;
    QTest::newRow("IPv6 with a zone") << u"fe80::1%eth0"_qs << u"fe80::1"_qs;
    QTest::newRow("IPv6 loopback") << u"::1"_qs << u"::1"_qs;
}

void TestAddresses::addressesAreShownPlainly()
{
    QFETCH(QString, address);
    QFETCH(QString, shown);
    QCOMPARE(displayAddress(QHostAddress(address)), shown);
}

void TestAddresses::everyIPv6InterfaceIsNotReachedByIPv4()
{
    // What the ranking of "::" above relies on.
    QTcpServer server;
    if (!server.listen(QHostAddress(QHostAddress::AnyIPv6))) {
        QCOMPARE(server.serverError(), QAbstractSocket::UnsupportedSocketOperationError);
        return; // a machine without IPv6
    }
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

void TestAddresses::thisMachineHasALoopback()
{
    const QList<LocalAddress> local = localAddresses();
    QVERIFY(std::any_of(local.begin(), local.end(),
        [](const LocalAddress& candidate) { return candidate.address.isLoopback(); }));
}

void TestAddresses::thePreferredAddressIsALocalOneOrNone()
{
    const QHostAddress preferred = preferredAddress();
    const QList<LocalAddress> local = localAddresses();
    QVERIFY(preferred.isNull()
        || std::any_of(local.begin(), local.end(),
            [&preferred](const auto& candidate) { return candidate.address == preferred; }));
}

SIGNALBOX_TEST(TestAddresses)
#include "tst_addresses.moc"
