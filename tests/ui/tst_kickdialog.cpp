// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/knownby.h"
#include "ui/peers/kickdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestKickDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenMinutesAreUsual();
    void itSaysByWhatAPeerIsKnownAgain();
    void traitsThatThePeerHasNotGotAreNotNamed();
    void whoCannotBeKnownAgainCannotBeRefused();
    void ofSeveralItSaysHowManyCannotBeRefused();
    void othersWhoLookTheSameGoToo();
    void othersWhoLookTheSameCanBeSpared();
    void withoutARefusalNobodyElseIsMeant();
    void knownValuesArePlain();
    void enterKicks();
};

namespace {

const Realm realm{Language{3}, {}};

struct Stage
{
    Snapshots hub;
    QList<KickTarget> targets;
    QList<KickTarget> alike;
    std::unique_ptr<KickDialog> dialog;

    KickTarget target(IdentityTraits traits, const QString& id = QStringLiteral("x"))
    {
        const PeerNumber number
            = hub.addOf(realm, QStringLiteral("y-webrtc"), id, {QStringLiteral("red")}, traits);
        Peer& peer = hub[number].peer;
        peer.origin.userAgent = QStringLiteral("node");
        return {peer, id, id, peer.origin.address};
    }

    void open()
    {
        dialog = std::make_unique<KickDialog>(
            targets, alike, QStringList{QStringLiteral("be quiet")}, nullptr);
        dialog->show();
    }

    QString words() const
    {
        return dialog->findChild<QLabel*>(QStringLiteral("knownAgain"))->text();
    }
    QComboBox* times() const { return dialog->findChild<QComboBox*>(QStringLiteral("refuseFor")); }
    QCheckBox* others() const { return dialog->findChild<QCheckBox*>(QStringLiteral("withAlike")); }
};

} // namespace

void TestKickDialog::tenMinutesAreUsual()
{
    Stage stage;
    stage.targets = {stage.target(IdentityTrait::Id)};
    stage.open();
    QCOMPARE(stage.dialog->refuseFor(), 10min);
    QCOMPARE(stage.dialog->reason(), QStringLiteral("be quiet"));
    QCOMPARE(stage.times()->count(), 5);
    stage.times()->setCurrentIndex(1);
    QCOMPARE(stage.dialog->refuseFor(), 1h);
    stage.times()->setCurrentIndex(2);
    QVERIFY(stage.dialog->refuseFor() > 0ms && stage.dialog->refuseFor() <= 25h);
    stage.times()->setCurrentIndex(3);
    QCOMPARE(stage.dialog->refuseFor(), Forever);
    stage.times()->setCurrentIndex(4);
    QCOMPARE(stage.dialog->refuseFor(), 0ms);
    QVERIFY(stage.words().contains(QStringLiteral("at once")));
}

void TestKickDialog::itSaysByWhatAPeerIsKnownAgain()
{
    Stage stage;
    stage.targets = {stage.target(IdentityTrait::Program | IdentityTrait::Room)};
    stage.open();
    QVERIFY2(stage.words().contains(QStringLiteral("its program, its room and its address")),
        qPrintable(stage.words()));
    stage.targets += stage.target(IdentityTrait::Id);
    stage.open();
    QVERIFY(stage.words().contains(QStringLiteral("what each one's protocol tells")));
}

void TestKickDialog::traitsThatThePeerHasNotGotAreNotNamed()
{
    Stage stage;
    stage.targets = {stage.target(IdentityTrait::Nick | IdentityTrait::Room)};
    stage.open();
    QVERIFY2(stage.words().contains(QStringLiteral("by its room and its address")),
        qPrintable(stage.words()));
}

void TestKickDialog::whoCannotBeKnownAgainCannotBeRefused()
{
    Stage stage;
    stage.targets = {stage.target(IdentityTrait::Nick)};
    stage.open();
    QVERIFY(!canBeKnownAgain(stage.targets.first().peer));
    QVERIFY(stage.words().contains(QStringLiteral("cannot be kept out")));
    QVERIFY(!stage.times()->isEnabled());
    QCOMPARE(stage.dialog->refuseFor(), 0ms);
}

void TestKickDialog::ofSeveralItSaysHowManyCannotBeRefused()
{
    Stage stage;
    stage.targets
        = {stage.target(IdentityTrait::Id), stage.target({}), stage.target(IdentityTrait::Nick)};
    stage.open();
    QVERIFY(stage.times()->isEnabled());
    QVERIFY2(stage.words().contains(QStringLiteral("2 of them cannot be kept out")),
        qPrintable(stage.words()));
}

void TestKickDialog::othersWhoLookTheSameGoToo()
{
    Stage stage;
    stage.targets = {stage.target(IdentityTrait::Program)};
    stage.open();
    QVERIFY(!stage.others()->isVisible());
    stage.alike = {stage.target(IdentityTrait::Program), stage.target(IdentityTrait::Program)};
    stage.open();
    QVERIFY(stage.others()->isVisible());
    QVERIFY(stage.others()->text().startsWith(QStringLiteral("2 other")));
    QCOMPARE(stage.dialog->chosen().size(), 3);
}

void TestKickDialog::othersWhoLookTheSameCanBeSpared()
{
    Stage stage;
    stage.targets = {stage.target(IdentityTrait::Program)};
    stage.alike = {stage.target(IdentityTrait::Program)};
    stage.open();
    stage.others()->click();
    QCOMPARE(stage.dialog->chosen().size(), 1);
    QCOMPARE(stage.dialog->chosen().first().peer.number, stage.targets.first().peer.number);
    // A ban would hit them all the same.
    QCOMPARE(stage.dialog->refuseFor(), 0ms);
    QVERIFY(!stage.times()->isEnabled());
    QVERIFY2(
        stage.words().contains(QStringLiteral("can come back at once")), qPrintable(stage.words()));
    stage.others()->click();
    QCOMPARE(stage.dialog->refuseFor(), 10min);
    QVERIFY(stage.times()->isEnabled());
    QVERIFY(stage.words().contains(QStringLiteral("Known again")));
}

void TestKickDialog::withoutARefusalNobodyElseIsMeant()
{
    Stage stage;
    stage.targets = {stage.target(IdentityTrait::Program)};
    stage.alike = {stage.target(IdentityTrait::Program)};
    stage.open();
    stage.times()->setCurrentIndex(4);
    QVERIFY(!stage.others()->isVisible());
    QCOMPARE(stage.dialog->chosen().size(), 1);
}

void TestKickDialog::knownValuesArePlain()
{
    Stage stage;
    KickTarget target
        = stage.target(IdentityTrait::Id | IdentityTrait::Room, QStringLiteral("a\u202E\nb"));
    target.peer.rooms += QStringLiteral("blue");
    const QString values = knownByValues(target.peer).remove(QChar(0x2068)).remove(QChar(0x2069));
    QCOMPARE(values,
        QStringLiteral("ID a b, room red or another of its 2 rooms, address %1")
            .arg(target.address));
}

void TestKickDialog::enterKicks()
{
    Stage stage;
    stage.targets = {stage.target(IdentityTrait::Id)};
    stage.open();
    auto* reason = stage.dialog->findChild<QComboBox*>(QStringLiteral("reason"));
    QCOMPARE(reason->lineEdit()->selectedText(), QStringLiteral("be quiet"));
    QTest::keyClick(reason, Qt::Key_Return);
    QCOMPARE(stage.dialog->result(), static_cast<int>(QDialog::Accepted));
    QVERIFY(stage.dialog->isHidden());
}

SIGNALBOX_TEST(TestKickDialog)
#include "tst_kickdialog.moc"
