// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/settings/limitrows.h"
#include "ui/settings/settingchecks.h"
#include "ui/settings/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <limits>

using namespace Signalbox;
using namespace std::chrono_literals;

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChangesByLooking();
    void everyLabelLeadsToAField();
    void whatIsTypedIsApplied();
    void wrongPinsSitesAndNamesCannotBeApplied();
    void whatMayBeTyped();
    void everyLimitHasItsDefaultAndAReason();
    void aLimitGoesBackToItsDefault();
    void whatIsFinerThanItsUnitStays();
    void liftedLimitsAreShownAsThat();
    void whatMayWaitForOneFitsIntoWhatMayWaitForAll();
    void whereItListensNeedsAStart();
    void otherDecisionsNeedNone();
    void theAuthorityIsShownAsEachSystemShowsIt();
    void theAuthorityIsDeletedAfterAWarning();
    void whatIsGivenElsewhereIsShownAndCannotBeChanged();
    void whatWasTypedOutlivesWhatIsReadAgain();
    void whatIsGivenElsewhereCountsMoreThanWhatWasTyped();
    void whatWasAppliedIsShownAsItHolds();
    void sitesAreListedOnlyWhereTheListCounts();
    void webRtcServersAreTypedALineEach();
    void wrongWebRtcServersCannotBeApplied();
    void webRtcServersThatNoLineHoldsStayAsTheyAre();
};

namespace {

struct Stage
{
    HubConfig config;
    HubConfig running;
    HubState hub;
    std::unique_ptr<SettingsDialog> dialog;

    Stage()
    {
        hub.phase = HubState::Phase::Listening;
        config.admission.pin = QStringLiteral("123456");
        config.admission.allowedSites = {QStringLiteral("https://a.example")};
        config.iceServers = "[{\"urls\":\"stun:192.168.1.20\"}]";
        config.limits.messageBytes = 1000; // less than a kilobyte
        config.tls.encryption = Encryption::Offered;
        running = config;
        open();
    }
    void open()
    {
        dialog = std::make_unique<SettingsDialog>(config, running, hub);
        dialog->show();
    }
    template <typename Widget>
    Widget* part(const char* name) const
    {
        return dialog->findChild<Widget*>(QString::fromLatin1(name));
    }
    QPushButton* button(QDialogButtonBox::StandardButton which) const
    {
        return dialog->findChild<QDialogButtonBox*>()->button(which);
    }
    bool canApply() const { return button(QDialogButtonBox::Apply)->isEnabled(); }
};

} // namespace

void TestSettingsDialog::nothingChangesByLooking()
{
    const Stage stage;
    const HubConfig edited = stage.dialog->edited();
    QCOMPARE(edited.listenAddress, stage.config.listenAddress);
    QCOMPARE(edited.port, stage.config.port);
    QVERIFY(edited.admission == stage.config.admission);
    QVERIFY(edited.tls == stage.config.tls);
    QCOMPARE(edited.iceServers, stage.config.iceServers);
    QCOMPARE(edited.limits.pingEvery, stage.config.limits.pingEvery);
    QVERIFY(!stage.part<QCheckBox>("restartHub")->isVisible());
    QVERIFY(stage.canApply());
}

void TestSettingsDialog::everyLabelLeadsToAField()
{
    const Stage stage;
    int found = 0;
    for (const QLabel* label : stage.dialog->findChildren<QLabel*>()) {
        if (label->buddy()) {
            QVERIFY2(label->buddy()->focusPolicy() != Qt::NoFocus, qPrintable(label->text()));
            ++found;
        }
    }
    QVERIFY(found > 40);
}

void TestSettingsDialog::whatIsTypedIsApplied()
{
    Stage stage;
    QSignalSpy changed(stage.dialog.get(), &SettingsDialog::changed);
    stage.part<QLineEdit>("pinField")->setText(QStringLiteral("654 321"));
    stage.part<QComboBox>("encryption")->setCurrentIndex(2);
    stage.part<QPlainTextEdit>("hostNames")->setPlainText(QStringLiteral("Hub.Example.org\n\n"));
    stage.part<QSpinBox>("max-peers")->setValue(30);
    stage.part<QSpinBox>("resume-seconds")->setValue(60);
    HubConfig last;
    connect(stage.dialog.get(), &SettingsDialog::changed, this,
        [&last](const HubConfig& config) { last = config; });
    stage.button(QDialogButtonBox::Apply)->click();
    QCOMPARE(changed.size(), 1);
    QVERIFY(stage.dialog->isVisible());
    QCOMPARE(last.admission.pin, QStringLiteral("654321"));
    QCOMPARE(last.tls.encryption, Encryption::Required);
    QCOMPARE(last.admission.hostNames, QStringList{QStringLiteral("hub.example.org")});
    QCOMPARE(last.limits.peers, 30);
    QCOMPARE(last.limits.rules.resumeTime, 60s);
}

void TestSettingsDialog::wrongPinsSitesAndNamesCannotBeApplied()
{
    Stage stage;
    const auto isRefused = [&stage](auto* field, const QString& bad, auto set) {
        (field->*set)(bad);
        const bool refused
            = !stage.canApply() && stage.part<QLabel>("settingsProblem")->isVisible();
        (field->*set)(QString());
        return refused && stage.canApply();
    };
    QVERIFY(
        isRefused(stage.part<QLineEdit>("pinField"), QStringLiteral("12345"), &QLineEdit::setText));
    QVERIFY(isRefused(
        stage.part<QLineEdit>("listenAddress"), QStringLiteral("10.0.0.0/8"), &QLineEdit::setText));
    QVERIFY(isRefused(
        stage.part<QLineEdit>("certificateFile"), QStringLiteral("/a.pem"), &QLineEdit::setText));
    QVERIFY(isRefused(stage.part<QPlainTextEdit>("allowedSites"), QStringLiteral("example.org"),
        &QPlainTextEdit::setPlainText));
    QVERIFY(isRefused(stage.part<QPlainTextEdit>("hostNames"), QStringLiteral("10.0.0.1"),
        &QPlainTextEdit::setPlainText));
}

void TestSettingsDialog::whatMayBeTyped()
{
    QVERIFY(isPinText(QStringLiteral("012345")));
    QVERIFY(!isPinText(QStringLiteral("\u0661\u0661\u0661\u0661\u0661\u0661")));
}

void TestSettingsDialog::everyLimitHasItsDefaultAndAReason()
{
    const Limits defaults;
    const Stage stage;
    for (const auto& groups : {usualLimits(), furtherLimits()}) {
        for (const LimitGroup& group : groups) {
            for (const LimitRow& row : group.rows) {
                QVERIFY2(row.reason.endsWith(u'.'), row.key);
                const QByteArray words = QByteArray(row.key) + "-words";
                const QString shown = stage.part<QLabel>(words.constData())->text();
                QVERIFY2(shown.contains(row.reason), row.key);
                const qint64 usual = row.get(defaults);
                const bool isLarge = row.unit == LimitRow::Unit::Kilobytes && usual % 1024 == 0;
                const QString amount = QLocale().toString(isLarge ? usual / 1024 : usual);
                QVERIFY2(shown.contains(amount + (isLarge ? u" MiB"_qs : QString())), row.key);
            }
        }
    }
}

void TestSettingsDialog::aLimitGoesBackToItsDefault()
{
    Stage stage;
    auto* reset = stage.part<QToolButton>("max-peers-reset");
    QVERIFY(!reset->isEnabled());
    stage.part<QSpinBox>("max-peers")->setValue(30);
    QVERIFY(reset->isEnabled());
    reset->click();
    QCOMPARE(stage.dialog->edited().limits.peers, Limits().peers);
}

void TestSettingsDialog::whatIsFinerThanItsUnitStays()
{
    Stage stage;
    stage.part<QSpinBox>("max-peers")->setValue(30);
    QCOMPARE(stage.dialog->edited().limits.messageBytes, 1000);
}

void TestSettingsDialog::liftedLimitsAreShownAsThat()
{
    Stage stage;
    const QWidget* page = stage.part<QSpinBox>("max-peers")->parentWidget();
    const auto* words = page->findChild<QLabel*>(QStringLiteral("lifted"));
    QVERIFY(words->isHidden());
    HubConfig lifted = stage.config;
    lifted.limits.peers = std::numeric_limits<int>::max();
    lifted.limits.bytesPerSecond = std::numeric_limits<qint64>::max();
    stage.dialog->setConfig(lifted);
    QVERIFY(!words->isHidden());
    for (const char* name : {"max-peers", "kilobytes-per-second"}) {
        QCOMPARE(stage.part<QSpinBox>(name)->text(), QStringLiteral("no limit"));
        QVERIFY(!stage.part<QSpinBox>(name)->isEnabled());
        const QByteArray reason = QByteArray(name) + "-words";
        QVERIFY(
            stage.part<QLabel>(reason.constData())->text().contains(QStringLiteral("no-limits")));
    }
    QVERIFY(stage.part<QSpinBox>("max-rooms")->isEnabled());
    QCOMPARE(stage.dialog->edited().limits.bytesPerSecond, lifted.limits.bytesPerSecond);
    stage.dialog->setConfig(stage.config);
    QVERIFY(words->isHidden());
    QVERIFY(stage.part<QSpinBox>("max-peers")->isEnabled());
    QCOMPARE(stage.part<QSpinBox>("max-peers")->value(), stage.config.limits.peers);
}

void TestSettingsDialog::whatMayWaitForOneFitsIntoWhatMayWaitForAll()
{
    Stage stage;
    stage.part<QSpinBox>("queue-kilobytes")->setValue(1000);
    stage.part<QSpinBox>("all-queues-kilobytes")->setValue(999);
    QVERIFY(!stage.canApply()); // the hub would not start with it
    stage.part<QSpinBox>("all-queues-kilobytes")->setValue(1000);
    QVERIFY(stage.canApply());
}

void TestSettingsDialog::whereItListensNeedsAStart()
{
    Stage stage;
    QSignalSpy restarts(stage.dialog.get(), &SettingsDialog::restartWanted);
    stage.part<QSpinBox>("port")->setValue(9000);
    QVERIFY(stage.part<QCheckBox>("restartHub")->isVisible());
    stage.button(QDialogButtonBox::Apply)->click();
    QCOMPARE(restarts.size(), 0);
    stage.part<QCheckBox>("restartHub")->setChecked(true);
    stage.button(QDialogButtonBox::Ok)->click();
    QCOMPARE(restarts.size(), 1);
    QVERIFY(!stage.dialog->isVisible());
    stage.config.port = 9000; // decided, but not in force
    stage.open();
    QVERIFY(stage.part<QCheckBox>("restartHub")->isVisible());
    stage.hub.phase = HubState::Phase::Stopped;
    stage.open();
    stage.part<QSpinBox>("port")->setValue(9001);
    QVERIFY(!stage.part<QCheckBox>("restartHub")->isVisible());
}

void TestSettingsDialog::otherDecisionsNeedNone()
{
    Stage stage;
    stage.part<QLineEdit>("pinField")->clear();
    stage.part<QSpinBox>("max-peers")->setValue(30);
    QVERIFY(!stage.part<QCheckBox>("restartHub")->isVisible());
    stage.part<QSpinBox>("ping-seconds")->setValue(10);
    stage.part<QLineEdit>("logFile")->setText(QStringLiteral("/home/ann/hub.log"));
    QVERIFY(!stage.part<QCheckBox>("restartHub")->isVisible());
}

void TestSettingsDialog::theAuthorityIsShownAsEachSystemShowsIt()
{
    Stage stage;
    stage.hub.authorityFingerprint = QStringLiteral("AB:CD");
    stage.hub.authorityThumbprint = QStringLiteral("EF:01");
    stage.dialog->setHub(stage.hub);
    const QString shown = stage.part<QLabel>("fingerprint")->text();
    QVERIFY(shown.contains(QStringLiteral("SHA-256: AB:CD")));
    QVERIFY(shown.contains(QStringLiteral("Windows): EF:01")));
}

void TestSettingsDialog::theAuthorityIsDeletedAfterAWarning()
{
    Stage stage;
    QSignalSpy forgets(stage.dialog.get(), &SettingsDialog::forgetAuthorityWanted);
    QVERIFY(!stage.part<QPushButton>("forgetAuthority")->isEnabled());
    stage.hub.authorityFingerprint = QStringLiteral("AB:CD");
    stage.dialog->setHub(stage.hub);
    stage.part<QPushButton>("forgetAuthority")->click();
    QCOMPARE(forgets.size(), 0);
    QVERIFY(!stage.part<QLabel>("forgetWarning")->isHidden());
    stage.part<QPushButton>("forgetAuthoritySurely")->click();
    QCOMPARE(forgets.size(), 1);
    QVERIFY(stage.part<QLabel>("forgetWarning")->isHidden());
}

void TestSettingsDialog::whatIsGivenElsewhereIsShownAndCannotBeChanged()
{
    Stage stage;
    stage.dialog->setGiven({{QStringLiteral("port"), SettingSource::CommandLine},
        {QStringLiteral("pin"), SettingSource::Environment},
        {QStringLiteral("max-peers"), SettingSource::File}});
    for (const char* name : {"port", "pinField", "makePin", "max-peers", "max-peers-reset"}) {
        QVERIFY2(!stage.part<QWidget>(name)->isEnabled(), name);
    }
    for (const char* name : {"listenAddress", "max-rooms", "allowedSites"}) {
        QVERIFY2(stage.part<QWidget>(name)->isEnabled(), name);
    }
    QVERIFY(stage.part<QLabel>("port-given")->text().contains(QStringLiteral("command line")));
    QVERIFY(stage.part<QLabel>("pin-given")->text().contains(QStringLiteral("environment")));
    QVERIFY(stage.part<QLabel>("max-peers-words")
                ->text()
                .contains(QStringLiteral("configuration file")));
    QCOMPARE(stage.dialog->edited().admission.pin, stage.config.admission.pin);
    stage.dialog->setGiven({});
    QVERIFY(stage.part<QWidget>("port")->isEnabled());
    QVERIFY(stage.part<QLabel>("port-given")->isHidden());
    QVERIFY(stage.part<QWidget>("max-peers")->isEnabled());
}

void TestSettingsDialog::whatWasTypedOutlivesWhatIsReadAgain()
{
    Stage stage;
    stage.part<QLineEdit>("pinField")->setText(QStringLiteral("65"));
    stage.part<QSpinBox>("max-peers")->setValue(30);
    stage.part<QComboBox>("encryption")->setCurrentIndex(2);
    stage.part<QPlainTextEdit>("iceServers")->setPlainText(QStringLiteral("stun"));
    HubConfig read = stage.config;
    read.admission.pin = QStringLiteral("999999");
    read.admission.hostNames = {QStringLiteral("hub.example.org")};
    read.limits.peers = 50;
    read.limits.peersPerAddress = 40;
    read.tls.encryption = Encryption::Off;
    read.iceServers = "[{\"urls\":\"stun:192.168.1.30\"}]";
    read.listenAddress = QStringLiteral("127.0.0.1");
    read.servesMetrics = !read.servesMetrics;
    stage.dialog->setConfig(read);
    QCOMPARE(stage.part<QLineEdit>("pinField")->text(), QStringLiteral("65"));
    QVERIFY(!stage.canApply());
    stage.part<QLineEdit>("pinField")->setText(QStringLiteral("654321"));
    QCOMPARE(stage.part<QPlainTextEdit>("iceServers")->toPlainText(), QStringLiteral("stun"));
    stage.part<QPlainTextEdit>("iceServers")->setPlainText(QStringLiteral("stun:a.example"));
    const HubConfig edited = stage.dialog->edited();
    QCOMPARE(edited.admission.pin, QStringLiteral("654321"));
    QCOMPARE(edited.limits.peers, 30);
    QCOMPARE(edited.tls.encryption, Encryption::Required);
    QCOMPARE(edited.iceServers, QByteArray("[{\"urls\":\"stun:a.example\"}]"));
    QCOMPARE(edited.admission.hostNames, read.admission.hostNames);
    QCOMPARE(edited.limits.peersPerAddress, 40);
    QCOMPARE(edited.listenAddress, read.listenAddress);
    QCOMPARE(edited.servesMetrics, read.servesMetrics);
}

void TestSettingsDialog::whatIsGivenElsewhereCountsMoreThanWhatWasTyped()
{
    Stage stage;
    auto* peers = stage.part<QSpinBox>("max-peers");
    peers->setValue(30);
    stage.part<QLineEdit>("pinField")->setText(QStringLiteral("65"));
    stage.dialog->setGiven({{QStringLiteral("max-peers"), SettingSource::File},
        {QStringLiteral("pin"), SettingSource::File}});
    QCOMPARE(peers->value(), stage.config.limits.peers);
    QVERIFY(stage.canApply());
    HubConfig read = stage.config;
    read.limits.peers = 50;
    stage.dialog->setConfig(read);
    QCOMPARE(peers->value(), 50);
    QVERIFY(!peers->isEnabled());
    QVERIFY(!stage.part<QToolButton>("max-peers-reset")->isEnabled());
    stage.dialog->setGiven({});
    QVERIFY(peers->isEnabled() && stage.part<QToolButton>("max-peers-reset")->isEnabled());
}

void TestSettingsDialog::whatWasAppliedIsShownAsItHolds()
{
    Stage stage;
    connect(stage.dialog.get(), &SettingsDialog::changed, stage.dialog.get(),
        &SettingsDialog::setConfig);
    stage.part<QLineEdit>("pinField")->setText(QStringLiteral("654321"));
    stage.button(QDialogButtonBox::Apply)->click();
    QCOMPARE(stage.part<QLineEdit>("pinField")->text(), QStringLiteral("654 321"));
    stage.dialog->setConfig(stage.config);
    QCOMPARE(stage.part<QLineEdit>("pinField")->text(), QStringLiteral("123 456"));
}

void TestSettingsDialog::sitesAreListedOnlyWhereTheListCounts()
{
    Stage stage;
    stage.config.admission.sites = AdmissionRules::Sites::Any;
    stage.open();
    auto* allowed = stage.part<QPlainTextEdit>("allowedSites");
    QVERIFY(!allowed->isEnabled());
    stage.dialog->setGiven({{QStringLiteral("allowed-sites"), SettingSource::File}});
    stage.dialog->setGiven({});
    QVERIFY(!allowed->isEnabled());
    stage.part<QComboBox>("sites")->setCurrentIndex(0);
    QVERIFY(allowed->isEnabled());
}

void TestSettingsDialog::webRtcServersAreTypedALineEach()
{
    Stage stage;
    auto* servers = stage.part<QPlainTextEdit>("iceServers");
    QCOMPARE(servers->toPlainText(), QStringLiteral("stun:192.168.1.20"));
    servers->setPlainText(QStringLiteral("stun:a.example,stun:b.example\n\n"
                                         "  turn:192.168.1.20:3478  ann  secret \n"));
    QVERIFY(stage.canApply());
    QCOMPARE(stage.dialog->edited().iceServers,
        QByteArray(R"([{"urls":["stun:a.example","stun:b.example"]},)"
                   R"({"credential":"secret","urls":"turn:192.168.1.20:3478","username":"ann"}])"));
    QVERIFY(stage.part<QCheckBox>("restartHub")->isVisible());
    servers->clear();
    QCOMPARE(stage.dialog->edited().iceServers, QByteArray());
}

void TestSettingsDialog::wrongWebRtcServersCannotBeApplied()
{
    Stage stage;
    auto* servers = stage.part<QPlainTextEdit>("iceServers");
    for (const char* bad : {"192.168.1.20", "http://a.example", "turn:a.example",
             "turn:a.example ann", "stun:a b c d"}) {
        servers->setPlainText(QString::fromLatin1(bad));
        QVERIFY2(!stage.canApply(), bad);
        QVERIFY2(!stage.part<QLabel>("iceProblem")->text().isEmpty(), bad);
    }
    servers->setPlainText(QStringLiteral("stun:a.example\n").repeated(17));
    QVERIFY(!stage.canApply());
    servers->setPlainText(QStringLiteral("stun:a.example"));
    QVERIFY(stage.canApply());
}

void TestSettingsDialog::webRtcServersThatNoLineHoldsStayAsTheyAre()
{
    Stage stage;
    stage.config.iceServers
        = R"([{"urls":"turn:a.example","username":"ann lee","credential":"x y"}])";
    stage.open();
    QVERIFY(stage.part<QPlainTextEdit>("iceServers")->isReadOnly());
    QVERIFY(stage.canApply());
    QCOMPARE(stage.dialog->edited().iceServers, stage.config.iceServers);
}

SIGNALBOX_TEST(TestSettingsDialog)
#include "tst_settingsdialog.moc"
