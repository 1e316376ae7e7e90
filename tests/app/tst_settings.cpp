// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/commandline.h"
#include "app/settings.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace Signalbox {

namespace {

/// A value of each key that is allowed and is not its default, as JSON and as text.
struct Example
{
    QJsonValue value;
    QString text;
};

Example exampleOf(const Setting& setting)
{
    const QJsonValue usual = setting.written(Configuration());
    if (setting.key == u"listen") {
        return {QStringLiteral("127.0.0.1"), QStringLiteral("127.0.0.1")};
    }
    if (setting.key == u"pin") {
        return {QStringLiteral("042317"), QStringLiteral("042317")};
    }
    if (setting.key == u"tls") {
        return {QStringLiteral("required"), QStringLiteral("Required")};
    }
    if (setting.key == u"sites") {
        return {QStringLiteral("any"), QStringLiteral("any")};
    }
    if (setting.key == u"ice-servers") {
        return {QJsonArray{QJsonObject{{QStringLiteral("urls"), QStringLiteral("stun:a")}}},
            QStringLiteral("stun:a")};
    }
    if (usual.isBool()) {
        return {!usual.toBool(), usual.toBool() ? QStringLiteral("off") : QStringLiteral("yes")};
    }
    if (usual.isDouble()) {
        // The limits that must stay in order are far enough from each other for one more or less.
        const bool isUpper = setting.key == u"all-queues-kilobytes"
            || setting.key == u"silent-seconds" || setting.key == u"head-kilobytes";
        const qint64 number = usual.toInteger() + (isUpper ? 1 : -1);
        return {number, QString::number(number)};
    }
    if (usual.isArray()) {
        static const QHash<QString, QStringList> others{
            {QStringLiteral("host-names"),
                {QStringLiteral("hub.example.org"), QStringLiteral("hub.example")}},
            {QStringLiteral("metrics-from"),
                {QStringLiteral("192.168.1.20"), QStringLiteral("fd00::/8")}},
        };
        const QStringList two = others.value(setting.key,
            {QStringLiteral("https://example.org"), QStringLiteral("https://example.org.cn")});
        return {QJsonArray::fromStringList(two), two.join(QStringLiteral(", "))};
    }
    return {QStringLiteral("/srv/x"), QStringLiteral("/srv/x")};
}

} // namespace

/// The one table from which file, environment and command line are read, and files written.
class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsReadAlikeFromFileAndEnvironment_data();
    void everyKeyIsReadAlikeFromFileAndEnvironment();
    void everyKeyIsWrittenAsItIsRead();
    void everyOptionSaysWhatItsKeySays();
    void noTwoKeysAreTheSameField();
    void wrongValuesOfKeysAreRefused_data();
    void wrongValuesOfKeysAreRefused();
    void valuesThatDoNotGoTogetherAreRefused_data();
    void valuesThatDoNotGoTogetherAreRefused();
    void windowsOwnSettingsAreTheWeakest();
    void liftedLimitsStayLiftedWhateverIsSaid();
    void ctlIsPassedOnAsItIs();

    void handbookListsEveryKeyAsItIs();
    void exampleFileIsGood();

private:
    QString fileWith(const QByteArray& text);
    static Invocation read(const QStringList& options);
    static ProgramOptions options(const Invocation& invocation);
    static QString error(const Invocation& invocation);

    QTemporaryDir m_directory;
};

QString TestSettings::fileWith(const QByteArray& text)
{
    const QString path = m_directory.filePath(QStringLiteral("hub.json"));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

Invocation TestSettings::read(const QStringList& options)
{
    return readInvocation(QStringList{QStringLiteral("signalbox")} + options, {});
}

ProgramOptions TestSettings::options(const Invocation& invocation)
{
    const auto* found = std::get_if<ProgramOptions>(&invocation);
    if (!found) {
        QTest::qFail(qPrintable(error(invocation)), __FILE__, __LINE__);
    }
    return found ? *found : ProgramOptions();
}

QString TestSettings::error(const Invocation& invocation)
{
    const auto* found = std::get_if<UsageError>(&invocation);
    return found ? found->text : QStringLiteral("no error");
}

void TestSettings::everyKeyIsReadAlikeFromFileAndEnvironment_data()
{
    QTest::addColumn<QString>("key");
    for (const Setting& setting : allSettings()) {
        QTest::newRow(qPrintable(setting.key)) << setting.key;
    }
}

void TestSettings::everyKeyIsReadAlikeFromFileAndEnvironment()
{
    QFETCH(QString, key);
    const Setting& setting = *findSetting(key);
    const Example example = exampleOf(setting);

    Sayings file;
    QCOMPARE(file.addMember(key, example.value, QStringLiteral("file")).has_value(), false);
    QCOMPARE(setting.written(file.configuration()), example.value);
    QVERIFY(setting.written(Configuration()) != example.value);

    Sayings environment;
    QCOMPARE(environment.addText(setting, example.text, setting.variable()).has_value(), false);
    QCOMPARE(setting.written(environment.configuration()), example.value);
    static const QRegularExpression name(QStringLiteral("\\ASIGNALBOX_[A-Z_]+\\z"));
    QVERIFY(name.match(setting.variable()).hasMatch());
}

void TestSettings::everyKeyIsWrittenAsItIsRead()
{
    // All defaults are values that a file may hold, and mean what is in force without a file.
    const QJsonObject usual = writtenSettings(Configuration());
    QCOMPARE(usual.size(), qsizetype(allSettings().size()));
    const QString path = fileWith(QJsonDocument(usual).toJson());
    const ProgramOptions read = options(this->read({QStringLiteral("--config"), path}));
    QCOMPARE(writtenSettings(read.configuration), usual);
}

void TestSettings::everyOptionSaysWhatItsKeySays()
{
    int checked = 0;
    for (const Setting& setting : allSettings()) {
        const bool isPair = setting.key == u"tls-certificate" || setting.key == u"tls-key";
        if (setting.option.name.isEmpty() || isPair) {
            continue;
        }
        const Example example = exampleOf(setting);
        QStringList words{QStringLiteral("--") + setting.option.name};
        if (!setting.option.valueName.isEmpty()) {
            words += example.text;
        }
        QCOMPARE(setting.written(options(read(words)).configuration), example.value);
        ++checked;
    }
    QVERIFY(checked > 5);
}

void TestSettings::noTwoKeysAreTheSameField()
{
    const QJsonObject usual = writtenSettings(Configuration());
    for (const Setting& setting : allSettings()) {
        Configuration changed;
        setting.apply(exampleOf(setting).value, changed);
        const QJsonObject written = writtenSettings(changed);
        for (const Setting& other : allSettings()) {
            const bool isSame = written.value(other.key) == usual.value(other.key);
            QVERIFY2(isSame == (other.key != setting.key), qPrintable(other.key));
        }
    }
}

void TestSettings::wrongValuesOfKeysAreRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* key, const char* value, const char* expected) {
        QTest::addRow("%s %s", key, value)
            << QString::fromLatin1(key) << QByteArray(value) << QString::fromLatin1(expected);
    };
    row("pin", "42317", "in quotes");
    row("pin", R"("12345")", "six digits");
    row("pin", R"("１２３４５６")", "six digits");
    row("tls", R"("yes")", R"("off", "on", "required")");
    row("tls", "true", R"("off", "on", "required")");
    row("sites", R"("all")", R"("listed", "any")");
    row("allowed-sites", R"("https://a.example")", "a list");
    row("allowed-sites", R"(["https://a.example/"])", "without a slash");
    row("allowed-sites", R"(["https://A.example"])", "in lowercase");
    row("allowed-sites", R"(["*"])", "Origin");
    row("host-names", R"(["hub:8080"])", "without a port");
    row("host-names", R"(["Hub"])", "in lowercase");
    row("max-peers", "0", "from 1 to 10000");
    row("max-peers", "10001", "from 1 to 10000");
    row("max-peers", "1e3000", "JSON");
    row("max-peers", "1.5", "from 1 to 10000");
    row("max-peers", R"("5")", "without quotes");
    row("max-rooms", "-1", "from 1 to 100000");
    row("messages-per-second", "true", "a whole number");
    row("message-kilobytes", "65", "from 1 to 64");
    row("close-milliseconds", "2001", "from 100 to 2000");
    row("metrics", "1", "true or false");
    row("metrics-from", R"("10.0.0.0/8")", "a list of at most 100");
    row("metrics-from", R"(["10.0.0.0/33"])", "or a range of them");
    row("log", R"("a\u0000b")", "without control characters");
    row("log", "null", "in quotes");
}

void TestSettings::wrongValuesOfKeysAreRefused()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, value);
    QFETCH(QString, expected);
    const QString path = fileWith("{\"" + key.toUtf8() + "\": " + value + "}");
    const QString message = error(read({QStringLiteral("--config"), path}));
    QVERIFY2(message.contains(path), qPrintable(message));
    QVERIFY2(message.contains(expected), qPrintable(message));
}

void TestSettings::valuesThatDoNotGoTogetherAreRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const char* file, const QStringList& expected) {
        QTest::newRow(name) << QByteArray(file) << expected;
    };
    row("a certificate without a key", R"({"tls-certificate": "/a.pem"})",
        {QStringLiteral("\"tls-certificate\""), QStringLiteral("\"tls-key\"")});
    row("slow above stuck", R"({"slow-kilobytes": 300})",
        {QStringLiteral("\"slow-kilobytes\" is 300"),
            QStringLiteral("\"stuck-kilobytes\" is 256")});
    row("gone before it is pinged", R"({"ping-seconds": 50})",
        {QStringLiteral("\"ping-seconds\""), QStringLiteral("\"silent-seconds\"")});
}

void TestSettings::valuesThatDoNotGoTogetherAreRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(QStringList, expected);
    const QString message = error(read({QStringLiteral("--config"), fileWith(file)}));
    for (const QString& part : expected) {
        QVERIFY2(message.contains(part), qPrintable(message));
    }
}

void TestSettings::windowsOwnSettingsAreTheWeakest()
{
    QString askedFor;
    const auto stored = [&askedFor](const QString& profile) -> SayingsOrError {
        askedFor = profile;
        Sayings sayings;
        sayings.addMember(QStringLiteral("port"), 1000, {});
        sayings.addMember(QStringLiteral("pin"), QStringLiteral("123456"), {});
        return sayings;
    };
    const QStringList words{QStringLiteral("signalbox"), QStringLiteral("--profile=fair"),
        QStringLiteral("--config"), fileWith(R"({"port": 1001})")};
    const ProgramOptions result = options(readInvocation(words, {}, stored));
    QCOMPARE(askedFor, QStringLiteral("fair"));
    QCOMPARE(result.configuration.hub.port, 1001);
    QCOMPARE(result.configuration.hub.admission.pin, QStringLiteral("123456"));
}

void TestSettings::liftedLimitsStayLiftedWhateverIsSaid()
{
    const QString path = fileWith(R"({"max-peers": 3, "no-limits": true, "max-rooms": 5})");
    const Configuration found = options(read({QStringLiteral("--config"), path})).configuration;
    QVERIFY(found.hub.limits.peers > 1'000'000);
    QVERIFY(found.hub.limits.rules.roomsInAll > 1'000'000);
    QVERIFY(!writtenSettings(found).contains(QStringLiteral("max-peers")));
    QVERIFY(writtenSettings(found).contains(QStringLiteral("queue-kilobytes")));
}

void TestSettings::ctlIsPassedOnAsItIs()
{
    const Invocation invocation
        = read({QStringLiteral("ctl"), QStringLiteral("kick"), QStringLiteral("--reason=x")});
    const auto* wanted = std::get_if<CtlWanted>(&invocation);
    QVERIFY(wanted != nullptr);
    QCOMPARE(wanted->words, QStringList({QStringLiteral("kick"), QStringLiteral("--reason=x")}));
}

void TestSettings::handbookListsEveryKeyAsItIs()
{
    QFile file(QStringLiteral(SIGNALBOX_DOCS "/operations.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList found;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines) {
        if (line.startsWith(u"| `") && line.count(u'|') == 6) {
            found.append(line);
        }
    }
    QStringList expected;
    for (const Setting& setting : allSettings()) {
        QString usual
            = QString::fromUtf8(QJsonDocument(QJsonArray{setting.written(Configuration())})
                                    .toJson(QJsonDocument::Compact));
        usual = usual.mid(1, usual.size() - 2);
        QString allowed = setting.form.allowedInFile;
        allowed.replace(QStringLiteral(", without quotes"), QString());
        allowed.replace(QStringLiteral(", in quotes"), QString());
        expected.append(QStringLiteral("| `%1` | `%2` | %3 | %4 | %5 |")
                            .arg(setting.key, usual, setting.meaning, allowed,
                                setting.effect == Effect::AtOnce ? QStringLiteral("at once")
                                                                 : QStringLiteral("next start")));
    }
    // What the handbook should say is on standard output for whoever changes a key.
    if (found != expected) {
        qInfo("%s", qUtf8Printable(expected.join(u'\n')));
    }
    QCOMPARE(found, expected);
}

void TestSettings::exampleFileIsGood()
{
    const ProgramOptions found = options(read(
        {QStringLiteral("--config"), QStringLiteral(SIGNALBOX_DOCS "/signalbox.example.json")}));
    QCOMPARE(found.configuration.hub.tls.encryption, Encryption::Offered);
    QVERIFY(!found.configuration.hub.iceServers.isEmpty());
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestSettings)
#include "tst_settings.moc"
