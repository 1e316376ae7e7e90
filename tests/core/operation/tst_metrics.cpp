// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/metrics.h"
#include "tests/support/suite.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

const Moment begin{std::chrono::hours(1)};

/// The text format of Prometheus, read as strictly as its own parser does.
class Exposition
{
public:
    explicit Exposition(const QByteArray& text)
    {
        const QString whole = QString::fromUtf8(text);
        if (!whole.endsWith(u'\n')) {
            problem = QStringLiteral("the last line has no end");
        }
        const QStringList lines = whole.split(u'\n', Qt::SkipEmptyParts);
        for (const QString& line : lines) {
            read(line);
        }
    }

    QString problem;
    QHash<QString, QString> types; ///< by name
    QHash<QString, double> samples; ///< by name with labels

private:
    void read(const QString& line)
    {
        static const QRegularExpression help(QStringLiteral(R"(\A# HELP ([a-z_]+) \S.*\z)"));
        static const QRegularExpression type(
            QStringLiteral(R"(\A# TYPE ([a-z_]+) (gauge|counter)\z)"));
        static const QRegularExpression sample(QStringLiteral(
            R"(\A([a-z_]+)(\{[a-z_]+="[^"\\\n]*"(?:,[a-z_]+="[^"\\\n]*")*\})? (-?[0-9]+(?:\.[0-9]+)?)\z)"));
        if (const auto match = help.match(line); match.hasMatch()) {
            complainIf(m_helped.contains(match.captured(1)), line);
            m_helped.insert(match.captured(1));
        } else if (const auto typed = type.match(line); typed.hasMatch()) {
            const QString name = typed.captured(1);
            complainIf(types.contains(name) || !m_helped.contains(name), line);
            complainIf((typed.captured(2) == u"counter") != name.endsWith(u"_total"), line);
            types.insert(name, typed.captured(2));
            m_current = name;
        } else if (const auto value = sample.match(line); value.hasMatch()) {
            const QString key = value.captured(1) + value.captured(2);
            complainIf(value.captured(1) != m_current || samples.contains(key), line);
            samples.insert(key, value.captured(3).toDouble());
        } else {
            complainIf(true, line);
        }
    }

    void complainIf(bool bad, const QString& line)
    {
        if (bad && problem.isEmpty()) {
            problem = line;
        }
    }

    QSet<QString> m_helped;
    QString m_current;
};

Snapshot crowd()
{
    Snapshot snapshot;
    snapshot.startedAt = begin;
    snapshot.at = begin + 90s;
    for (quint64 number = 1; number <= 3; ++number) {
        PeerRow row;
        row.peer.number = PeerNumber(number);
        row.peer.identity = {QStringLiteral("id-secret"), QStringLiteral("nick \"{}\\\n")};
        row.peer.rooms = {QStringLiteral("room-secret")};
        row.peer.joined = number != 3;
        row.peer.muted = number == 2;
        row.peer.origin.dialect = number == 3 ? QString() : QStringLiteral("PeerJS");
        row.peer.origin.address = QStringLiteral("10.9.8.7");
        row.link.queuedBytes = 100;
        row.link.slow = number == 1;
        snapshot.rows.push_back(row);
    }
    snapshot.rooms.push_back({{}, {}, QStringLiteral("room-secret"), 2});
    snapshot.bans.resize(2);
    snapshot.bans[1].effect = BanEffect::Mute;
    snapshot.totals.connected = 10;
    snapshot.totals.departed = 7;
    snapshot.totals.refused = 4;
    snapshot.totals.relayed = 18'446'744'073'709'551'615ULL;
    snapshot.totals.traffic = {5, 6, 700, 800, 2};
    return snapshot;
}

QByteArray textOf(const Snapshot& snapshot, const ProcessMeasures& process = {})
{
    return metricsText(snapshot, process, QDateTime::fromMSecsSinceEpoch(1'700'000'090'000));
}

} // namespace

class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsWhatPrometheusReads();
    void numbersAreThoseOfTheSnapshot();
    void startIsToldByTheWallClock();
    void nothingThatAPeerChoseIsTold();
    void whatIsUnknownIsLeftOut();
    void thisProcessIsMeasured();
};

void TestMetrics::textIsWhatPrometheusReads()
{
    QCOMPARE(Exposition(textOf({})).problem, QString());
    QCOMPARE(Exposition(textOf(crowd(), {1.5, 2.5, 4096, 7, 1024})).problem, QString());
}

void TestMetrics::numbersAreThoseOfTheSnapshot()
{
    const QHash<QString, double> samples = Exposition(textOf(crowd())).samples;
    const auto expect = [&samples](const char* name, double value) {
        const QString key = QString::fromLatin1(name);
        QVERIFY2(samples.contains(key), name);
        QCOMPARE(samples.value(key), value);
    };
    expect("signalbox_peers", 3);
    expect("signalbox_peers_joined", 2);
    expect("signalbox_peers_muted", 1);
    expect("signalbox_peers_slow", 1);
    expect("signalbox_peers_parked", 0);
    expect("signalbox_dialect_peers{dialect=\"PeerJS\"}", 2);
    expect("signalbox_dialect_peers{dialect=\"\"}", 1);
    expect("signalbox_queued_bytes", 300);
    expect("signalbox_rooms", 1);
    expect("signalbox_bans{effect=\"refuse\"}", 1);
    expect("signalbox_bans{effect=\"mute\"}", 1);
    expect("signalbox_connected_total", 10);
    expect("signalbox_departed_total", 7);
    expect("signalbox_refused_total", 4);
    expect("signalbox_relayed_messages_total", 18'446'744'073'709'551'615.0);
    expect("signalbox_foreign_senders_total", 2);
    expect("signalbox_messages_total{direction=\"in\"}", 5);
    expect("signalbox_messages_total{direction=\"out\"}", 6);
    expect("signalbox_bytes_total{direction=\"in\"}", 700);
    expect("signalbox_bytes_total{direction=\"out\"}", 800);
}

void TestMetrics::startIsToldByTheWallClock()
{
    const Exposition read(textOf(crowd()));
    QCOMPARE(read.samples.value(QStringLiteral("signalbox_start_time_seconds")), 1'700'000'000.0);
}

void TestMetrics::nothingThatAPeerChoseIsTold()
{
    const QByteArray text = textOf(crowd());
    for (const char* word : {"secret", "nick", "10.9.8.7"}) {
        QVERIFY2(!text.contains(word), word);
    }
}

void TestMetrics::whatIsUnknownIsLeftOut()
{
    QVERIFY(!textOf({}).contains("process_"));
    QVERIFY(textOf({}, {{}, {}, 4096, {}, {}}).contains("process_resident_memory_bytes 4096\n"));
}

void TestMetrics::thisProcessIsMeasured()
{
    const ProcessMeasures measures = measureProcess();
#ifdef Q_OS_LINUX
    const double now = double(QDateTime::currentSecsSinceEpoch());
    QVERIFY(
        measures.startedAt && *measures.startedAt > now - 3600 && *measures.startedAt < now + 60);
    QVERIFY(measures.cpuSeconds && *measures.cpuSeconds >= 0);
    QVERIFY(measures.residentBytes && *measures.residentBytes > 100 * 1024);
    QVERIFY(measures.openDescriptors && *measures.openDescriptors >= 3);
    QVERIFY(measures.mostDescriptors && *measures.mostDescriptors >= *measures.openDescriptors);
#else
    Q_UNUSED(measures)
#endif
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestMetrics)
#include "tst_metrics.moc"
