// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conversations/player.h"
#include "tests/support/program.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTest>

#include <memory>

Q_DECLARE_METATYPE(Signalbox::Scene)

namespace Signalbox {

namespace {

/// After the second round of pings what the first one brought about has been sent.
constexpr int roundsOfTheHub = 2;
/// A server with several threads may answer many pings before it does its work.
constexpr int roundsOfAnOriginal = 50;

} // namespace

/// Conversations with the original servers, each played with the real program: all dialects on one
/// port, one scene after the other. With SIGNALBOX_ORIGINAL_PORT and SIGNALBOX_ORIGINAL_DIALECT it
/// plays those of one dialect with the original itself.
class TestRecordings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void conversationIsThatWithTheOriginal_data();
    void conversationIsThatWithTheOriginal();

private:
    bool withOriginal() const { return m_originalPort != 0; }

    const quint16 m_originalPort = quint16(qEnvironmentVariableIntValue("SIGNALBOX_ORIGINAL_PORT"));
    std::unique_ptr<Program> m_program;
    quint16 m_port = 0;
};

void TestRecordings::initTestCase()
{
    m_port = m_originalPort;
    if (!withOriginal()) {
        m_program = std::make_unique<Program>();
        m_port = quint16(m_program->startListening().port(0));
    }
    QVERIFY(m_port != 0);
}

void TestRecordings::cleanupTestCase()
{
    if (m_program) {
        m_program->terminate();
        QCOMPARE(m_program->exitCode(), 0);
    }
}

void TestRecordings::conversationIsThatWithTheOriginal_data()
{
    QTest::addColumn<Scene>("scene");
    const QDir folder(QStringLiteral(SIGNALBOX_CONVERSATIONS));
    QString files = QStringLiteral("*.txt");
    if (withOriginal()) {
        files = qEnvironmentVariable("SIGNALBOX_ORIGINAL_DIALECT") + QStringLiteral(".txt");
    }
    const Side side = withOriginal() ? Side::Original : Side::Hub;
    for (const QString& name : folder.entryList({files}, QDir::Files, QDir::Name)) {
        QString error;
        const QList<Scene> scenes = readScenes(folder.filePath(name), side, &error);
        QVERIFY2(error.isEmpty(), qPrintable(error));
        for (const Scene& scene : scenes) {
            QTest::addRow("%s: %s", qPrintable(scene.file), qPrintable(scene.title)) << scene;
        }
    }
}

void TestRecordings::conversationIsThatWithTheOriginal()
{
    QFETCH(Scene, scene);
    Player player(m_port, withOriginal() ? roundsOfAnOriginal : roundsOfTheHub);
    const QString failure = player.play(scene);
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestRecordings)
#include "tst_recordings.moc"
