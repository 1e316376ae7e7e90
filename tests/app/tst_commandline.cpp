// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/commandline.h"
#include "tests/support/suite.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

namespace Signalbox {

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSaidMeansTheDefaults();
    void everyOptionIsUnderstood();
    void laterSourceCounts_data();
    void laterSourceCounts();
    void theStrongestWhoSaysSomethingIsKnown();
    void configFileOfTheCommandLineReplacesTheOneOfTheEnvironment();
    void emptyVariableCountsAsNotSet();
    void noLimitsLiftsCountsAndKeepsTheBoundsOfMemory();
    void helpAndVersionWinOverTheRest();
    void badUsageNamesWhatAndWhatIsAllowed_data();
    void badUsageNamesWhatAndWhatIsAllowed();
    void badFileNamesFileKeyAndWhatIsAllowed_data();
    void badFileNamesFileKeyAndWhatIsAllowed();
    void hugeFileIsRefused();
    void addressesAreReadAsPeopleWriteThem_data();
    void addressesAreReadAsPeopleWriteThem();
    void iceServersReachTheHubCompact();
    void laterSourceReplacesAllIceServers();
    void badIceServersSayWhatIsWrong_data();
    void badIceServersSayWhatIsWrong();
    void iceServersAreBounded();
    void peerJsDiscoveryCanBeSaidEverywhere();
    void helpNamesEveryOption();

private:
    QString fileWith(const QByteArray& text);
    static Invocation read(const QStringList& options, const QProcessEnvironment& environment = {});
    static ProgramOptions options(const Invocation& invocation);
    static QString error(const Invocation& invocation);

    QTemporaryDir m_directory;
};

QString TestCommandLine::fileWith(const QByteArray& text)
{
    const QString path = m_directory.filePath(QStringLiteral("hub.json"));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

Invocation TestCommandLine::read(const QStringList& options, const QProcessEnvironment& environment)
{
    return readInvocation(QStringList{QStringLiteral("signalbox")} + options, environment);
}

ProgramOptions TestCommandLine::options(const Invocation& invocation)
{
    const auto* found = std::get_if<ProgramOptions>(&invocation);
    if (!found) {
        QTest::qFail(qPrintable(error(invocation)), __FILE__, __LINE__);
    }
    return found ? *found : ProgramOptions();
}

QString TestCommandLine::error(const Invocation& invocation)
{
    const auto* found = std::get_if<UsageError>(&invocation);
    return found ? found->text : QStringLiteral("no error");
}

void TestCommandLine::nothingSaidMeansTheDefaults()
{
    const ProgramOptions result = options(read({}));
    QCOMPARE(result.headless, false);
    QCOMPARE(result.profile, QStringLiteral("default"));
    QCOMPARE(result.configuration.hub.listenAddress, QString());
    QCOMPARE(result.configuration.hub.port, 8080);
    QCOMPARE(result.configuration.hub.limits.waitingHeads, Limits().waitingHeads);
    QCOMPARE(result.configuration.hub.iceServers, QByteArray());
    QCOMPARE(result.configuration.hub.listsPeerJsIds, false);
}

void TestCommandLine::everyOptionIsUnderstood()
{
    const ProgramOptions result = options(read({QStringLiteral("--listen"), QStringLiteral("::1"),
        QStringLiteral("--port=0"), QStringLiteral("--no-limits"), QStringLiteral("--profile"),
        QStringLiteral("class-7.b"), QStringLiteral("--headless")}));
    QCOMPARE(result.headless, true);
    QCOMPARE(result.profile, QStringLiteral("class-7.b"));
    QCOMPARE(result.configuration.hub.listenAddress, QStringLiteral("::1"));
    QCOMPARE(result.configuration.hub.port, 0);
    QVERIFY(result.configuration.hub.limits.waitingHeads > 1'000'000);
}

void TestCommandLine::laterSourceCounts_data()
{
    QTest::addColumn<bool>("inFile");
    QTest::addColumn<bool>("inEnvironment");
    QTest::addColumn<bool>("onCommandLine");
    QTest::addColumn<quint16>("port");
    QTest::newRow("default") << false << false << false << quint16(8080);
    QTest::newRow("file") << true << false << false << quint16(1001);
    QTest::newRow("environment") << false << true << false << quint16(1002);
    QTest::newRow("environment over file") << true << true << false << quint16(1002);
    QTest::newRow("command line over environment") << false << true << true << quint16(1003);
    QTest::newRow("command line over file") << true << false << true << quint16(1003);
    QTest::newRow("command line over all") << true << true << true << quint16(1003);
}

void TestCommandLine::laterSourceCounts()
{
    QFETCH(bool, inFile);
    QFETCH(bool, inEnvironment);
    QFETCH(bool, onCommandLine);
    QFETCH(quint16, port);

    QStringList words;
    QProcessEnvironment environment;
    if (inFile) {
        words << QStringLiteral("--config")
              << fileWith(R"({"port": 1001, "listen": "127.0.0.3", "no-limits": true})");
    }
    if (inEnvironment) {
        environment.insert(QStringLiteral("SIGNALBOX_PORT"), QStringLiteral("1002"));
    }
    if (onCommandLine) {
        words << QStringLiteral("--port") << QStringLiteral("1003");
    }
    const ProgramOptions result = options(read(words, environment));
    QCOMPARE(result.configuration.hub.port, port);
    // What the stronger sources do not mention stays.
    QCOMPARE(
        result.configuration.hub.listenAddress, inFile ? QStringLiteral("127.0.0.3") : QString());
    QCOMPARE(result.configuration.hub.limits.waitingHeads > 1'000'000, inFile);
}

void TestCommandLine::theStrongestWhoSaysSomethingIsKnown()
{
    using Source = ProgramOptions::Source;
    const QString path = fileWith(R"({"port": 4, "max-peers": 5, "metrics": false})");
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SIGNALBOX_PORT"), QStringLiteral("6"));
    environment.insert(QStringLiteral("SIGNALBOX_MAX_PEERS"), QStringLiteral("7"));
    const QHash<QString, Source> expected{{QStringLiteral("port"), Source::CommandLine},
        {QStringLiteral("max-peers"), Source::Environment},
        {QStringLiteral("metrics"), Source::File}};
    QCOMPARE(options(read({QStringLiteral("--config"), path, QStringLiteral("--port"),
                              QStringLiteral("8")},
                         environment))
                 .given,
        expected);
}

void TestCommandLine::configFileOfTheCommandLineReplacesTheOneOfTheEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SIGNALBOX_CONFIG"), QStringLiteral("/does/not/exist"));
    environment.insert(QStringLiteral("SIGNALBOX_PROFILE"), QStringLiteral("fair"));
    QVERIFY(error(read({}, environment)).contains(QStringLiteral("/does/not/exist")));

    const QString path = fileWith(R"({"port": 4})");
    const ProgramOptions result = options(read({QStringLiteral("--config"), path}, environment));
    QCOMPARE(result.configuration.hub.port, 4);
    QCOMPARE(result.profile, QStringLiteral("fair"));
}

void TestCommandLine::emptyVariableCountsAsNotSet()
{
    QProcessEnvironment environment;
    for (const auto& name : {QStringLiteral("SIGNALBOX_LISTEN"), QStringLiteral("SIGNALBOX_PORT"),
             QStringLiteral("SIGNALBOX_NO_LIMITS"), QStringLiteral("SIGNALBOX_CONFIG"),
             QStringLiteral("SIGNALBOX_PROFILE")}) {
        environment.insert(name, QString());
    }
    QCOMPARE(options(read({}, environment)).configuration.hub.port, 8080);
}

void TestCommandLine::noLimitsLiftsCountsAndKeepsTheBoundsOfMemory()
{
    const Limits lifted = options(read({QStringLiteral("--no-limits")})).configuration.hub.limits;
    const Limits usual;
    QVERIFY(lifted.waitingHeads > usual.waitingHeads);
    QCOMPARE(lifted.messageBytes, usual.messageBytes);
    QCOMPARE(lifted.headBytes, usual.headBytes);
    QCOMPARE(lifted.stuckBytes, usual.stuckBytes);
    QCOMPARE(lifted.queueBytes, usual.queueBytes);
    QCOMPARE(lifted.allQueuesBytes, usual.allQueuesBytes);
    QCOMPARE(lifted.pongBytes, usual.pongBytes);

    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SIGNALBOX_NO_LIMITS"), QStringLiteral("no"));
    const QString path = fileWith(R"({"no-limits": true})");
    const ProgramOptions result = options(read({QStringLiteral("--config"), path}, environment));
    QCOMPARE(result.configuration.hub.limits.waitingHeads, usual.waitingHeads);
}

void TestCommandLine::helpAndVersionWinOverTheRest()
{
    QProcessEnvironment broken;
    broken.insert(QStringLiteral("SIGNALBOX_PORT"), QStringLiteral("many"));
    QVERIFY(std::holds_alternative<HelpWanted>(read({QStringLiteral("--help")}, broken)));
    QVERIFY(std::holds_alternative<HelpWanted>(read({QStringLiteral("-h")}, broken)));
    QVERIFY(std::holds_alternative<VersionWanted>(read({QStringLiteral("--version")}, broken)));
}

void TestCommandLine::badUsageNamesWhatAndWhatIsAllowed_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QStringList>("expected");

    const auto words = [](const char* name, const char* line, const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(line).split(u';') << QString() << QString()
                            << QString::fromLatin1(expected).split(u'|');
    };
    const auto variable = [](const char* name, const char* value, const char* expected) {
        QTest::newRow(name) << QStringList() << QString::fromLatin1(name)
                            << QString::fromLatin1(value)
                            << QString::fromLatin1(expected).split(u'|');
    };
    words("unknown option", "--prot;1", "prot|Allowed: --listen");
    words("no option", "8080", "8080|Allowed: --listen");
    words("port too large", "--port;65536", "--port|65536|0 to 65535");
    words("port negative", "--port=-1", "--port|-1|0 to 65535");
    words("port in words", "--port;http", "--port|http|0 to 65535");
    words("port with a blank", "--port= 80", "--port| 80|0 to 65535");
    words("port missing", "--port", "--port N|0 to 65535");
    words("listen is a name", "--listen;localhost", "--listen|localhost|an IP address");
    words("listen is abbreviated", "--listen;127.1", "--listen|127.1|an IP address");
    words("listen with a port", "--listen;127.0.0.1:80", "--listen|127.0.0.1:80|an IP address");
    words("flag with a value", "--no-limits=1", "no-limits|Allowed");
    words("profile leaves its place", "--profile;../x", "--profile|../x|letters, digits");
    words("profile is hidden", "--profile;.x", "--profile|.x|letters, digits");
    words("config is not there", "--config;/does/not/exist", "/does/not/exist|readable file");
    variable("SIGNALBOX_PORT", "x", "SIGNALBOX_PORT|x|0 to 65535");
    variable("SIGNALBOX_LISTEN", "x", "SIGNALBOX_LISTEN|x|an IP address");
    variable("SIGNALBOX_NO_LIMITS", "maybe", "SIGNALBOX_NO_LIMITS|maybe|1, true");
    variable("SIGNALBOX_PROFILE", "a/b", "SIGNALBOX_PROFILE|a/b|letters, digits");
    variable("SIGNALBOX_CONFIG", "/nowhere", "/nowhere|readable file");
}

void TestCommandLine::badUsageNamesWhatAndWhatIsAllowed()
{
    QFETCH(QStringList, words);
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QFETCH(QStringList, expected);

    QProcessEnvironment environment;
    if (!variable.isEmpty()) {
        environment.insert(variable, value);
    }
    const QString text = error(read(words, environment));
    for (const QString& part : expected) {
        QVERIFY2(text.contains(part), qPrintable(text));
    }
}

void TestCommandLine::badFileNamesFileKeyAndWhatIsAllowed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");

    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(expected).split(u'|');
    };
    row("empty", "", "JSON");
    row("no JSON", "port = 8080", "JSON|byte");
    row("an array", "[]", "JSON object");
    row("unknown key", R"({"prot": 1})", "\"prot\"|\"port\"");
    row("port as text", R"({"port": "8080"})", "\"port\"|0 to 65535");
    row("port with a fraction", R"({"port": 80.5})", "\"port\"|0 to 65535");
    row("port too large", R"({"port": 65536})", "\"port\"|0 to 65535");
    row("port negative", R"({"port": -1})", "\"port\"|0 to 65535");
    row("port null", R"({"port": null})", "\"port\"|0 to 65535");
    row("listen as number", R"({"listen": 127})", "\"listen\"|an IP address");
    row("listen is a name", R"({"listen": "localhost"})", "\"listen\"|an IP address");
    row("flag as text", R"({"no-limits": "yes"})", "\"no-limits\"|true or false");
}

void TestCommandLine::badFileNamesFileKeyAndWhatIsAllowed()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);

    const QString path = fileWith(text);
    const QString message = error(read({QStringLiteral("--config"), path}));
    for (const QString& part : expected + QStringList{path}) {
        QVERIFY2(message.contains(part), qPrintable(message));
    }
}

void TestCommandLine::hugeFileIsRefused()
{
    const QString path = fileWith(QByteArray(1024 * 1024, ' ') + "{}");
    QVERIFY(error(read({QStringLiteral("--config"), path})).contains(QStringLiteral("64 KiB")));
}

void TestCommandLine::addressesAreReadAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("address");
    for (const char* address : {"127.0.0.1", "0.0.0.0", "192.168.1.20", "::", "::1", "fe80::1%eth0",
             "2001:db8::7", "::ffff:10.0.0.1", ""}) {
        QTest::newRow(address) << QString::fromLatin1(address);
    }
}

void TestCommandLine::addressesAreReadAsPeopleWriteThem()
{
    QFETCH(QString, address);
    const ProgramOptions result = options(read({QStringLiteral("--listen"), address}));
    QCOMPARE(result.configuration.hub.listenAddress, address);
}

void TestCommandLine::iceServersReachTheHubCompact()
{
    const QString path = fileWith(R"({"ice-servers": [
        {"urls": "stun:192.168.1.20"},
        {"urls": ["turn:hub.local:3478?transport=udp", "turns:[fd00::1]:5349"],
         "username": "ann", "credential": "s3cret"}]})");
    QCOMPARE(options(read({QStringLiteral("--config"), path})).configuration.hub.iceServers,
        QByteArray(R"([{"urls":"stun:192.168.1.20"},{"credential":"s3cret",)"
                   R"("urls":["turn:hub.local:3478?transport=udp","turns:[fd00::1]:5349"],)"
                   R"("username":"ann"}])"));
    QCOMPARE(options(read({QStringLiteral("--ice-server"), QStringLiteral("stun:a"),
                         QStringLiteral("--ice-server=stuns:b:5349")}))
                 .configuration.hub.iceServers,
        QByteArray(R"([{"urls":"stun:a"},{"urls":"stuns:b:5349"}])"));
}

void TestCommandLine::laterSourceReplacesAllIceServers()
{
    const QStringList file{QStringLiteral("--config"),
        fileWith(R"({"ice-servers": [{"urls": "stun:file"}, {"urls": "stun:two"}]})")};
    QProcessEnvironment environment;
    environment.insert(
        QStringLiteral("SIGNALBOX_ICE_SERVERS"), QStringLiteral(" stun:one,stun:two  stun:three"));
    QCOMPARE(options(read(file, environment)).configuration.hub.iceServers,
        QByteArray(R"([{"urls":"stun:one"},{"urls":"stun:two"},{"urls":"stun:three"}])"));
    QCOMPARE(options(read(file + QStringList{QStringLiteral("--ice-server=stun:x")}, environment))
                 .configuration.hub.iceServers,
        QByteArray(R"([{"urls":"stun:x"}])"));
    QCOMPARE(options(read(file + QStringList{QStringLiteral("--ice-server=")}))
                 .configuration.hub.iceServers,
        QByteArray());
    QCOMPARE(options(read({QStringLiteral("--config"), fileWith(R"({"ice-servers": []})")}))
                 .configuration.hub.iceServers,
        QByteArray());
}

void TestCommandLine::badIceServersSayWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("servers");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* servers, const char* expected) {
        QTest::newRow(name) << QByteArray(servers) << QString::fromLatin1(expected);
    };
    row("no list", R"({"urls": "stun:a"})", "a list of servers");
    row("a text", R"("stun:a")", "a list of servers");
    row("not an object", R"(["stun:a"])", "an object");
    row("no urls", R"([{}])", "\"urls\"");
    row("empty urls", R"([{"urls": []}])", "\"urls\"");
    row("urls of a number", R"([{"urls": 1}])", "\"urls\"");
    row("a web address", R"([{"urls": "http://a"}])", "http://a\" is no address");
    row("slashes", R"([{"urls": "stun://a"}])", "is no address");
    row("no host", R"([{"urls": "stun:"}])", "is no address");
    row("a bad port", R"([{"urls": "stun:a:70000"}])", "is no address");
    row("port zero", R"([{"urls": "stun:a:0"}])", "is no address");
    row("stun over a transport", R"([{"urls": "stun:a?transport=udp"}])", "is no address");
    row("a line in it", R"([{"urls": "stun:a\n"}])", "is no address");
    row("one bad of two", R"([{"urls": ["stun:a", "x"]}])", "\"x\" is no address");
    row("turn without a password", R"([{"urls": "turn:a", "username": "u"}])", "credential");
    row("a number as password", R"([{"urls": "turn:a", "username": "u", "credential": 1}])",
        "\"credential\" must be text");
    row("an unknown key", R"([{"urls": "stun:a", "url": "stun:a"}])", "no \"url\"");
}

void TestCommandLine::badIceServersSayWhatIsWrong()
{
    QFETCH(QByteArray, servers);
    QFETCH(QString, expected);
    const QString path = fileWith("{\"ice-servers\": " + servers + "}");
    const QString message = error(read({QStringLiteral("--config"), path}));
    QVERIFY2(message.contains(path) && message.contains(QStringLiteral("\"ice-servers\"")),
        qPrintable(message));
    QVERIFY2(message.contains(expected), qPrintable(message));
}

void TestCommandLine::iceServersAreBounded()
{
    const auto servers = [](int count, int nameLength) {
        QStringList words;
        for (int i = 0; i < count; ++i) {
            words += QStringLiteral("--ice-server=stun:") + QString(nameLength, u'a');
        }
        return words;
    };
    QVERIFY(!options(read(servers(16, 8))).configuration.hub.iceServers.isEmpty());
    QVERIFY(error(read(servers(17, 8))).contains(QStringLiteral("at most 16")));
    QVERIFY(error(read(servers(16, 250))).contains(QStringLiteral("at most 4096")));
    const QString turn = error(read({QStringLiteral("--ice-server=turn:a")}));
    QVERIFY2(turn.contains(QStringLiteral("--ice-server")), qPrintable(turn));
    QVERIFY2(turn.contains(QStringLiteral("configuration file")), qPrintable(turn));
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SIGNALBOX_ICE_SERVERS"), QStringLiteral("nonsense"));
    QVERIFY(error(read({}, environment)).contains(QStringLiteral("SIGNALBOX_ICE_SERVERS")));
}

void TestCommandLine::peerJsDiscoveryCanBeSaidEverywhere()
{
    QVERIFY(options(read({QStringLiteral("--peerjs-discovery")})).configuration.hub.listsPeerJsIds);
    const QStringList file{QStringLiteral("--config"), fileWith(R"({"peerjs-discovery": true})")};
    QVERIFY(options(read(file)).configuration.hub.listsPeerJsIds);
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SIGNALBOX_PEERJS_DISCOVERY"), QStringLiteral("off"));
    QVERIFY(!options(read(file, environment)).configuration.hub.listsPeerJsIds);
    environment.insert(QStringLiteral("SIGNALBOX_PEERJS_DISCOVERY"), QStringLiteral("maybe"));
    QVERIFY(error(read({}, environment)).contains(QStringLiteral("SIGNALBOX_PEERJS_DISCOVERY")));
    const QString path = fileWith(R"({"peerjs-discovery": "yes"})");
    QVERIFY(
        error(read({QStringLiteral("--config"), path})).contains(QStringLiteral("true or false")));
}

void TestCommandLine::helpNamesEveryOption()
{
    const QString help = helpText();
    for (const char* word : {"--listen", "--port", "--no-limits", "--config", "--profile",
             "--headless", "--version", "--help", "--ice-server", "--peerjs-discovery", "--check",
             "ctl", "SIGNALBOX_MAX_PEERS", "SIGNALBOX_ICE_SERVERS", "SIGNALBOX_CONFIG"}) {
        QVERIFY2(help.contains(QString::fromLatin1(word)), word);
    }
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestCommandLine)
#include "tst_commandline.moc"
