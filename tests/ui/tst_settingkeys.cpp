// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/settings.h"
#include "tests/support/suite.h"
#include "ui/settings/limitrows.h"
#include "ui/settings/settingsdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QMetaProperty>
#include <QPushButton>
#include <QSet>
#include <QSpinBox>
#include <QTest>

namespace Signalbox {

/// The one table of settings, the dialog, and the handbook say the same.
class TestSettingKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsInTheDialog();
    void limitsAreThoseOfTheTable();
    void whatHoldsAtOnceNeedsNoStart_data();
    void whatHoldsAtOnceNeedsNoStart();
    void handbookSaysWhenEachHolds();
    void whatTheDialogTakesIsKept_data();
    void whatTheDialogTakesIsKept();
};

namespace {

/// Keys that the dialog shows in another way than as something to be decided, and why.
const QHash<QString, QString>& exceptions()
{
    static const QHash<QString, QString> all{
        {QStringLiteral("no-limits"),
            QStringLiteral("is given to the program when it starts, which the limits say then")},
        {QStringLiteral("state-folder"),
            QStringLiteral("is held as long as the program runs, and shown only")},
    };
    return all;
}

QList<LimitRow> allRows()
{
    QList<LimitRow> rows;
    for (const auto& groups : {usualLimits(), furtherLimits()}) {
        for (const LimitGroup& group : groups) {
            rows += QList<LimitRow>(group.rows.begin(), group.rows.end());
        }
    }
    return rows;
}

/// One that is allowed and not the default.
QJsonValue otherValue(const Setting& setting)
{
    const QJsonValue usual = setting.written(Configuration());
    if (usual.isBool()) {
        return !usual.toBool();
    }
    if (usual.isDouble()) {
        const QJsonValue less = usual.toInteger() - 1;
        return setting.form.problem(less) ? QJsonValue(usual.toInteger() + 1) : less;
    }
    for (const QJsonValue& one :
        {QJsonValue(QStringLiteral("required")), QJsonValue(QStringLiteral("any")),
            QJsonValue(QStringLiteral("127.0.0.1")), QJsonValue(QStringLiteral("042317")),
            QJsonValue(QJsonArray{QStringLiteral("https://a.example")}),
            QJsonValue(QJsonArray{QStringLiteral("hub.example")}),
            QJsonValue(QJsonArray{QStringLiteral("10.0.0.0/8")}),
            QJsonValue(QJsonArray{
                QJsonObject{{QStringLiteral("urls"), QStringLiteral("stun:a.example")}}})}) {
        if (!setting.form.problem(one)) {
            return one;
        }
    }
    return {};
}

/// Whether the dialog says that another value of a key waits for the next start.
bool waitsForStart(const Setting& setting)
{
    Configuration changed;
    setting.apply(otherValue(setting), changed);
    HubState hub;
    hub.phase = HubState::Phase::Listening;
    SettingsDialog dialog(changed.hub, HubConfig(), hub);
    dialog.show();
    return dialog.findChild<QCheckBox*>(QStringLiteral("restartHub"))->isVisible();
}

} // namespace

void TestSettingKeys::everyKeyIsInTheDialog()
{
    const SettingsDialog dialog({}, {}, {});
    const QStringList keys = dialog.keys();
    const QSet<QString> shown(keys.begin(), keys.end());
    QCOMPARE(shown.size(), keys.size());
    QSet<QString> known;
    for (const Setting& setting : allSettings()) {
        known += setting.key;
        QVERIFY2(shown.contains(setting.key) || exceptions().contains(setting.key),
            qPrintable(setting.key));
    }
    for (const QString& key : keys) {
        QVERIFY2(known.contains(key), qPrintable(key));
    }
}

void TestSettingKeys::limitsAreThoseOfTheTable()
{
    const SettingsDialog dialog({}, {}, {});
    for (const LimitRow& row : allRows()) {
        const Setting* setting = findSetting(QString::fromLatin1(row.key));
        QVERIFY2(setting, row.key);
        QCOMPARE(QJsonValue(row.get(Limits())), setting->written(Configuration()));
        Configuration changed;
        row.set(changed.hub.limits, row.least);
        QCOMPARE(setting->written(changed), QJsonValue(row.least));
        for (const int allowed : {row.least, row.most}) {
            QVERIFY2(!setting->form.problem(QJsonValue(allowed)), row.key);
        }
        for (const int beyond : {row.least - 1, row.most + 1}) {
            QVERIFY2(setting->form.problem(QJsonValue(beyond)), row.key);
        }
        const auto* value = dialog.findChild<QSpinBox*>(setting->key);
        QVERIFY2(value->minimum() == row.least && value->maximum() == row.most, row.key);
    }
}

void TestSettingKeys::whatHoldsAtOnceNeedsNoStart_data()
{
    QTest::addColumn<QString>("key");
    for (const Setting& setting : allSettings()) {
        if (!exceptions().contains(setting.key)) {
            QTest::newRow(qPrintable(setting.key)) << setting.key;
        }
    }
}

void TestSettingKeys::whatHoldsAtOnceNeedsNoStart()
{
    QFETCH(QString, key);
    const Setting& setting = *findSetting(key);
    QVERIFY(!otherValue(setting).isNull());
    QCOMPARE(waitsForStart(setting), setting.effect == Effect::NextStart);
}

void TestSettingKeys::handbookSaysWhenEachHolds()
{
    QFile file(QStringLiteral(SIGNALBOX_SOURCE_DIR "/docs/operations.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QHash<QString, QString> holds;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines) {
        const QStringList cells = line.split(u'|');
        if (line.startsWith(u"| `") && cells.size() == 7) {
            holds.insert(cells.at(1).trimmed().remove(u'`'), cells.at(5).trimmed());
        }
    }
    QCOMPARE(holds.size(), qsizetype(allSettings().size()));
    for (const Setting& setting : allSettings()) {
        QCOMPARE(holds.value(setting.key),
            setting.effect == Effect::AtOnce ? QStringLiteral("at once")
                                             : QStringLiteral("next start"));
    }
}

void TestSettingKeys::whatTheDialogTakesIsKept_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QJsonValue>("kept"); // undefined: it is not taken
    const auto row
        = [](const char* key, const char* field, const QString& typed, const QJsonValue& kept) {
              QTest::newRow(qPrintable(QLatin1String(key) + u' ' + typed))
                  << QString::fromLatin1(key) << QByteArray(field) << typed << kept;
          };
    const auto site = [&row](const QString& typed, const char* kept) {
        row("allowed-sites", "allowedSites", typed, QJsonArray{QString::fromLatin1(kept)});
    };
    site(QStringLiteral("https://Klasse.example/"), "https://klasse.example");
    site(QStringLiteral("https://a.example:443\nhttps://A.example"), "https://a.example");
    site(QStringLiteral("https://bücher.example"), "https://xn--bcher-kva.example");
    site(QStringLiteral("http://[0::1]:99"), "http://[::1]:99");
    const auto name = [&row](const QString& typed, const char* kept) {
        row("host-names", "hostNames", typed, QJsonArray{QString::fromLatin1(kept)});
    };
    name(QStringLiteral("Hub.Example.org."), "hub.example.org");
    name(QStringLiteral("hub-"), "hub-");
    name(QStringLiteral("my_hub"), "my_hub");
    const QJsonValue none(QJsonValue::Undefined);
    row("allowed-sites", "allowedSites", QStringLiteral("https://a.example/b"), none);
    row("allowed-sites", "allowedSites", QStringLiteral("null"), none);
    row("host-names", "hostNames", QStringLiteral("hub:80"), none);
    row("host-names", "hostNames", QStringLiteral("10.0.0.1"), none);
    row("listen", "listenAddress", QStringLiteral(" fe80::1%eth0 "),
        QStringLiteral("fe80::1%eth0"));
    row("listen", "listenAddress", QStringLiteral("010.0.0.1"), none);
    row("metrics-from", "metricsFrom", QStringLiteral(" 10.0.0.0/8;fd00::1, ::1 "),
        QJsonArray{QStringLiteral("10.0.0.0/8"), QStringLiteral("fd00::1"), QStringLiteral("::1")});
    row("metrics-from", "metricsFrom", QStringLiteral("10.0.0.0/33"), none);
    row("metrics-from", "metricsFrom", QStringLiteral("prometheus.example"), none);
    row("metrics-from", "metricsFrom", QStringLiteral("10.0.0.1 ").repeated(101), none);
    row("log", "logFile", QStringLiteral("/srv/a\tb"), none);
    row("tls-key", "keyFile", QStringLiteral("/srv/a\tb"), none);
    row("tls-key", "keyFile", QStringLiteral("/srv/a b.pem"), QStringLiteral("/srv/a b.pem"));
}

void TestSettingKeys::whatTheDialogTakesIsKept()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, field);
    QFETCH(QString, typed);
    QFETCH(QJsonValue, kept);
    SettingsDialog dialog({}, {}, {});
    dialog.findChild<QLineEdit*>(QStringLiteral("certificateFile"))
        ->setText(key == u"tls-key" ? QStringLiteral("/srv/cert.pem") : QString());
    auto* input = dialog.findChild<QWidget*>(QString::fromLatin1(field));
    const char* property = input->metaObject()->userProperty().name();
    QVERIFY(input->setProperty(property, typed));
    const auto* apply = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Apply);
    QCOMPARE(apply->isEnabled(), !kept.isUndefined());
    if (apply->isEnabled()) {
        Configuration decided;
        decided.hub = dialog.edited();
        QCOMPARE(writtenSettings(decided).value(key), kept);
    }
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestSettingKeys)
#include "tst_settingkeys.moc"
