// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/guides.h"
#include "tests/support/suite.h"

#include <QSet>
#include <QTest>
#include <QUrl>

using namespace Signalbox;

class TestGuides : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDialectHasAGuideTheOwnFirst();
    void everyGuideIsReadyForUse_data();
    void everyGuideIsReadyForUse();
    void addressesOfTheNewKindKeepTheirBrackets();
    void encryptedGuidesNameNothingElse();
    void eachClientDialsWhereItsDialectIsMounted_data();
    void eachClientDialsWhereItsDialectIsMounted();
};

namespace {

Guide guideOf(const QString& client)
{
    for (const Guide& guide : guides(QStringLiteral("192.168.1.20"), 8080)) {
        if (guide.client.contains(client)) {
            return guide;
        }
    }
    return {};
}

} // namespace

void TestGuides::everyDialectHasAGuideTheOwnFirst()
{
    const QList<Guide> all = guides(QStringLiteral("192.168.1.20"), 8080);
    QCOMPARE(all.first().dialect, OwnDialect);
    QSet<QString> dialects;
    for (const Guide& guide : all) {
        dialects.insert(guide.dialect);
    }
    QCOMPARE(dialects.size(), 9);
}

void TestGuides::everyGuideIsReadyForUse_data()
{
    QTest::addColumn<Guide>("guide");
    for (const Guide& guide : guides(QStringLiteral("192.168.1.20"), 8080)) {
        QTest::newRow(qPrintable(guide.client)) << guide;
    }
}

void TestGuides::everyGuideIsReadyForUse()
{
    QFETCH(Guide, guide);
    const QUrl url(guide.url, QUrl::StrictMode);
    QVERIFY2(url.isValid(), qPrintable(guide.url));
    QCOMPARE(url.host(), QStringLiteral("192.168.1.20"));
    QCOMPARE(url.port(), 8080);
    for (const char* placeholder : {"HOST", "PORT", "URL\"", "=URL"}) {
        QVERIFY2(!guide.snippet.contains(QString::fromLatin1(placeholder)), placeholder);
    }
    QVERIFY(guide.snippet.contains(QStringLiteral("192.168.1.20")));
    QVERIFY(guide.snippet.contains(QStringLiteral("8080")));
    QVERIFY(guide.snippet.endsWith(u'\n'));
    QVERIFY(!guide.snippet.contains(u'\t'));
    for (const QString& line : guide.snippet.split(u'\n')) {
        QVERIFY2(line.size() <= 100, qPrintable(line));
    }
}

void TestGuides::addressesOfTheNewKindKeepTheirBrackets()
{
    for (const Guide& guide : guides(QStringLiteral("[fd00::1]"), 81)) {
        QVERIFY2(QUrl(guide.url, QUrl::StrictMode).isValid(), qPrintable(guide.url));
        QVERIFY(guide.url.contains(QStringLiteral("://[fd00::1]:81/")));
        QVERIFY(guide.snippet.contains(QStringLiteral("[fd00::1]")));
    }
}

void TestGuides::encryptedGuidesNameNothingElse()
{
    for (const Guide& guide : guides(QStringLiteral("192.168.1.20"), 8080, true)) {
        QVERIFY2(guide.url.startsWith(QStringLiteral("wss://"))
                || guide.url.startsWith(QStringLiteral("https://")),
            qPrintable(guide.url));
        for (const char* plain : {"ws://192", "http://192", "secure: false"}) {
            QVERIFY2(!guide.snippet.contains(QLatin1String(plain)), qPrintable(guide.snippet));
        }
    }
}

void TestGuides::eachClientDialsWhereItsDialectIsMounted_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* client, const char* path) {
        QTest::newRow(client) << QString::fromLatin1(client) << QString::fromLatin1(path);
    };
    row("signalbox.js", "/");
    row("PeerJS", "/");
    row("y-webrtc", "/y");
    row("node-datachannel", "/ldc/my-id");
    row("gstwebrtc-api", "/gst");
    row("gst-launch", "/gst");
    row("p2pt", "/announce");
    row("Ayame", "/signaling");
    row("webrtc-sendrecv", "/gst-simple");
    row("matchbox_socket", "/mb/my-room");
}

void TestGuides::eachClientDialsWhereItsDialectIsMounted()
{
    QFETCH(QString, client);
    QFETCH(QString, path);
    QCOMPARE(QUrl(guideOf(client).url).path(), path);
}

SIGNALBOX_TEST(TestGuides)
#include "tst_guides.moc"
