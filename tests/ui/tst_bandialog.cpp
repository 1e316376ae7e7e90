// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/bans/bandialog.h"
#include "ui/bantimes.h"

#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestBanDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whomItWouldHitIsShownBefore();
    void whomItWouldHitChangesAsTheyComeAndGo();
    void whoIsParkedIsNotPutOutAgain();
    void aPatternThatMeansNothingCannotBeOrdered();
    void thePatternBeginsAsThatOfThePeer();
    void anIpv6PeerIsProposedWithItsNetwork();
    void severalPeersAreSeveralOrders();
    void aBanBeginsLongerThanAKick();
    void anEditedBanKeepsItsTime();
    void todayEndsAtMidnight();
    void hostileNamesStayText();
};

namespace {

using Kind = BanRule::Kind;

struct Stage
{
    Snapshots hub;
    BanDialog::Draft draft;
    std::unique_ptr<BanDialog> dialog;

    void open(Kind kind = Kind::Address)
    {
        draft.order.rule.kind = kind;
        dialog = std::make_unique<BanDialog>(draft, nullptr);
        dialog->apply(hub.take());
        dialog->show();
    }
    template <typename Widget>
    Widget* part(const char* name) const
    {
        return dialog->findChild<Widget*>(QString::fromLatin1(name));
    }
    void type(const QString& text) { part<QLineEdit>("banPattern")->setText(text); }
    void choose(Kind kind)
    {
        auto* kinds = part<QComboBox>("banKind");
        kinds->setCurrentIndex(kinds->findData(static_cast<int>(kind)));
    }
    QString hits() const
    {
        QString text = part<QLabel>("banHits")->text();
        return text.remove(QChar(0x2068)).remove(QChar(0x2069));
    }
    bool canOrder() const { return part<QPushButton>("acceptBan")->isEnabled(); }
    Peer peer(const QString& nick, const QString& address)
    {
        const PeerNumber number = hub.add(nick);
        hub[number].peer.origin.address = address;
        return hub[number].peer;
    }
};

} // namespace

void TestBanDialog::whomItWouldHitIsShownBefore()
{
    Stage stage;
    stage.peer(QStringLiteral("ann"), QStringLiteral("10.0.0.1"));
    stage.peer(QStringLiteral("bob"), QStringLiteral("10.0.0.2"));
    stage.peer(QStringLiteral("cleo"), QStringLiteral("10.0.9.3"));
    stage.open();
    stage.type(QStringLiteral("10.0.0.0/24"));
    QVERIFY2(stage.hits().contains(QStringLiteral("disconnect 2")), qPrintable(stage.hits()));
    QVERIFY(stage.hits().contains(QStringLiteral("ann, bob")));
    stage.part<QComboBox>("banEffect")->setCurrentIndex(1);
    QVERIFY(stage.hits().contains(QStringLiteral("mute 2")));
    stage.type(QStringLiteral("10.1.0.0/16"));
    QVERIFY(stage.hits().contains(QStringLiteral("nobody")));
    QCOMPARE(stage.dialog->orders().first().effect, BanEffect::Mute);
}

void TestBanDialog::whomItWouldHitChangesAsTheyComeAndGo()
{
    Stage stage;
    stage.open();
    stage.type(QStringLiteral("10.0.0.1"));
    QVERIFY(stage.hits().contains(QStringLiteral("nobody")));
    stage.peer(QStringLiteral("ann"), QStringLiteral("10.0.0.1"));
    stage.dialog->apply(stage.hub.take());
    QVERIFY(stage.hits().contains(QStringLiteral("ann")));
}

void TestBanDialog::whoIsParkedIsNotPutOutAgain()
{
    Stage stage;
    const Peer ann = stage.peer(QStringLiteral("ann"), QStringLiteral("10.0.0.1"));
    stage.hub[ann.number].peer.parked = true;
    stage.open();
    stage.type(QStringLiteral("10.0.0.1"));
    QVERIFY(stage.hits().contains(QStringLiteral("nobody")));
}

void TestBanDialog::aPatternThatMeansNothingCannotBeOrdered()
{
    Stage stage;
    stage.open();
    QVERIFY(!stage.canOrder());
    QVERIFY(stage.part<QLabel>("banProblem")->isHidden()); // nothing is written yet
    for (const char* bad : {"10.0.0.0/0", "10.0.0", "ann"}) {
        stage.type(QString::fromLatin1(bad));
        QVERIFY2(!stage.canOrder(), bad);
        QVERIFY(stage.part<QLabel>("banProblem")->isVisible());
    }
    stage.type(QStringLiteral(" 10.0.0.1 "));
    QVERIFY(stage.canOrder());
    QCOMPARE(stage.dialog->orders().first().rule.pattern, QStringLiteral("10.0.0.1"));
    stage.choose(Kind::Nick);
    stage.type(QStringLiteral("*"));
    QVERIFY(!stage.canOrder());
    stage.choose(Kind::Site);
    stage.type(QStringLiteral("https://evil.example"));
    QVERIFY(stage.canOrder());
}

void TestBanDialog::thePatternBeginsAsThatOfThePeer()
{
    Stage stage;
    Peer ann = stage.peer(QStringLiteral("ann"), QStringLiteral("10.0.0.1"));
    ann.origin.site = QStringLiteral("https://evil.example");
    stage.draft.peers = {ann};
    stage.open(Kind::Peer);
    QVERIFY(!stage.part<QLineEdit>("banPattern")->isVisible());
    QVERIFY(stage.hits().contains(QStringLiteral("ann")));
    stage.choose(Kind::Address);
    QCOMPARE(stage.part<QLineEdit>("banPattern")->text(), QStringLiteral("10.0.0.1"));
    stage.choose(Kind::Site);
    QCOMPARE(stage.part<QLineEdit>("banPattern")->text(), QStringLiteral("https://evil.example"));
    stage.choose(Kind::Nick);
    QCOMPARE(stage.part<QLineEdit>("banPattern")->text(), QStringLiteral("ann"));
}

void TestBanDialog::anIpv6PeerIsProposedWithItsNetwork()
{
    Stage stage;
    stage.draft.peers = {stage.peer(QStringLiteral("ann"), QStringLiteral("2001:db8:1:2::7"))};
    stage.peer(QStringLiteral("bob"), QStringLiteral("2001:db8:1:2::8"));
    stage.open();
    QCOMPARE(stage.part<QLineEdit>("banPattern")->text(), QStringLiteral("2001:db8:1:2::/64"));
    QVERIFY2(stage.hits().contains(QStringLiteral("ann, bob")), qPrintable(stage.hits()));
    stage.draft.hubAddresses = {QStringLiteral("2001:db8:1:2::1")};
    stage.open();
    QCOMPARE(stage.part<QLineEdit>("banPattern")->text(), QStringLiteral("2001:db8:1:2::7"));
    QVERIFY2(!stage.hits().contains(QStringLiteral("bob")), qPrintable(stage.hits()));
}

void TestBanDialog::severalPeersAreSeveralOrders()
{
    Stage stage;
    stage.draft.peers = {stage.peer(QStringLiteral("ann"), QStringLiteral("10.0.0.1")),
        stage.peer(QStringLiteral("bob"), QStringLiteral("10.0.0.2"))};
    stage.open(Kind::Peer);
    QCOMPARE(stage.part<QComboBox>("banKind")->count(), 1);
    stage.part<QLineEdit>("banReason")->setText(QStringLiteral("be quiet"));
    const QList<BanOrder> orders = stage.dialog->orders();
    QCOMPARE(orders.size(), 2);
    QCOMPARE(orders.last().rule.known.identity.nick, QStringLiteral("bob"));
    QCOMPARE(orders.last().reason, QStringLiteral("be quiet"));
}

void TestBanDialog::aBanBeginsLongerThanAKick()
{
    Stage stage;
    stage.open();
    QVERIFY(stage.part<QComboBox>("banTime")->currentText().startsWith(QStringLiteral("Today")));
    stage.type(QStringLiteral("10.0.0.1"));
    const auto lasts = stage.dialog->orders().first().lasts;
    QVERIFY(lasts > 0ms && lasts <= 25h); // a day that ends summer time has 25 hours
}

void TestBanDialog::anEditedBanKeepsItsTime()
{
    Stage stage;
    stage.draft.isEdit = true;
    stage.draft.order.rule.pattern = QStringLiteral("10.0.0.1");
    stage.draft.order.lasts = 7min;
    stage.open();
    QCOMPARE(stage.dialog->orders().first().lasts, 7min);
    stage.draft.order.lasts = Forever;
    stage.open();
    QCOMPARE(stage.dialog->orders().first().lasts, Forever);
}

void TestBanDialog::todayEndsAtMidnight()
{
    const QDate day(2026, 3, 5);
    QCOMPARE(untilMidnight(QDateTime(day, QTime(23, 0))), 1h);
    QVERIFY(untilMidnight(QDateTime(day, QTime(23, 59, 59, 999))) >= 1ms);
}

void TestBanDialog::hostileNamesStayText()
{
    Stage stage;
    stage.peer(QStringLiteral("<b>x</b>"), QStringLiteral("10.0.0.1"));
    stage.open();
    stage.type(QStringLiteral("10.0.0.1"));
    QVERIFY(stage.hits().contains(QStringLiteral("<b>x</b>")));
    for (const QLabel* label : stage.dialog->findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

SIGNALBOX_TEST(TestBanDialog)
#include "tst_bandialog.moc"
