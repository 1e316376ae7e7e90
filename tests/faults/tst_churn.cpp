// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/hubprogram.h"
#include "tests/faults/neighbours.h"
#include "tests/faults/passer.h"
#include "tests/faults/sanitized.h"
#include "tests/support/rawclient.h"
#include "tests/support/suite.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <array>
#include <csignal>
#include <functional>
#include <optional>

namespace Signalbox {

namespace {

constexpr std::array waysToEnd{0, 1, 2, 3, 0, 1, 2, 3};

/// How much more the hub takes in the last third of all waves than in the first. Medians: how much
/// it takes in one wave is chance, and the least or the most of many is what hides a leak.
qint64 growth(const std::vector<qint64>& levels)
{
    const auto third = std::ptrdiff_t(levels.size() / 3);
    const auto median = [third](std::vector<qint64> some) {
        std::nth_element(some.begin(), some.begin() + third / 2, some.end());
        return some.at(size_t(third) / 2);
    };
    return median({levels.end() - third, levels.end()})
        - median({levels.begin(), levels.begin() + third});
}

} // namespace

/// The real program after a day's work.
class TestChurn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hundredThousandJoinsAndLeavesTakeNoMemory();
    void joinsAndLeavesOverTlsTakeNoMemory();
    void badEndsAndReturnsTakeNoMemory();
    void cleanup();

private:
    using Wave = std::function<bool()>;

    /// So many waves one after the other, after others that are not looked at: whether they take
    /// less memory than this. Up to three times: a leak shows each time; what the allocator
    /// happens to take, while the machine does other things, does not.
    bool takeLess(qint64 bytes, int waves, int before, const Wave& wave);
    static bool takeTurn(const Wave& wave);
    std::optional<qint64> growthIn(int waves, const Wave& wave);
    bool pass(int count, Passer::Wire wire);
    bool endBadly(int way);
    /// Whether somebody can come by this secret.
    bool comeBack(const QByteArray& secret);

    std::unique_ptr<HubProgram> m_hub;
    int m_returns = 0;
    int m_same = 0; ///< of them: those who were known again
};

void TestChurn::init()
{
    m_hub = std::make_unique<HubProgram>();
    Sanitized::keepNothingFreed(*m_hub);
}

void TestChurn::cleanup()
{
    m_hub->send(SIGTERM); // and not killed, so that it can be seen what it has lost
    QCOMPARE(m_hub->program().exitCode(), 0);
}

/// Who passes runs no event loop, and the neighbours must answer the hub's pings meanwhile.
bool TestChurn::takeTurn(const Wave& wave)
{
    const bool isWell = wave();
    QCoreApplication::processEvents();
    return isWell;
}

std::optional<qint64> TestChurn::growthIn(int waves, const Wave& wave)
{
    std::vector<qint64> levels;
    for (int i = 0; i < waves; ++i) {
        if (!takeTurn(wave)) {
            return std::nullopt;
        }
        levels.push_back(m_hub->residentBytes());
    }
    const qint64 more = growth(levels);
    qInfo("%lld bytes more", more);
    return more;
}

bool TestChurn::takeLess(qint64 bytes, int waves, int before, const Wave& wave)
{
    constexpr int attempts = 3;
    before /= Sanitized::Share;
    waves /= Sanitized::Share;
    for (int i = 0; i < before; ++i) {
        if (!takeTurn(wave)) {
            return false;
        }
    }
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const std::optional<qint64> more = growthIn(waves, wave);
        if (!more || *more < bytes) {
            return more.has_value();
        }
    }
    return false;
}

bool TestChurn::pass(int count, Passer::Wire wire)
{
    std::vector<std::unique_ptr<Passer>> passers;
    for (int i = 0; i < count; ++i) {
        passers.push_back(std::make_unique<Passer>(m_hub->port(), wire));
    }
    for (const auto& passer : passers) {
        if (!passer->isLetIn()) {
            return false;
        }
        passer->passThrough();
    }
    return std::all_of(
        passers.begin(), passers.end(), [](const auto& passer) { return passer->hasPassed(); });
}

void TestChurn::hundredThousandJoinsAndLeavesTakeNoMemory()
{
    QVERIFY(m_hub->start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(m_hub->port()));
    QCOMPARE(m_hub->peers().size(), 2); // it is watched from here on, so what happens is noted
    QVERIFY(takeLess(
        Sanitized::Bulk * 1024 * 1024, 100, 50, [this] { return pass(100, Passer::Wire::Plain); }));
    QVERIFY(m_hub->waitForPeers(2));
    QVERIFY(m_hub->metric("signalbox_connected_total")
        >= (100 / Sanitized::Share + 50 / Sanitized::Share) * 100);
    QVERIFY(neighbours.talk());
}

void TestChurn::joinsAndLeavesOverTlsTakeNoMemory()
{
    m_hub->set(u"tls"_qs, u"on"_qs);
    QVERIFY(m_hub->start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(m_hub->port()));
    QCOMPARE(m_hub->peers().size(), 2);
    QVERIFY(takeLess(
        Sanitized::Bulk * 384 * 1024, 120, 150, [this] { return pass(10, Passer::Wire::Tls); }));
    QVERIFY(m_hub->waitForPeers(2));
    QVERIFY(neighbours.talk());
}

bool TestChurn::comeBack(const QByteArray& secret)
{
    Passer passer(m_hub->port());
    if (!passer.isLetIn() || passer.join(secret).isEmpty()) {
        return false;
    }
    ++m_returns;
    m_same += passer.isBack() ? 1 : 0;
    return true;
}

bool TestChurn::endBadly(int way)
{
    auto passer = std::make_unique<Passer>(m_hub->port());
    const QByteArray secret = passer->isLetIn() ? passer->join() : QByteArray();
    if (secret.isEmpty()) {
        return false;
    }
    const QByteArray message(1000, 'x');
    switch (way) {
    case 0: // within a frame, and comes back
        passer->send(RawClient::encode({.payload = message}).first(500));
        passer.reset();
        return comeBack(secret);
    case 1: // within a message, in a decent way, and comes back while it is there
        passer->send(RawClient::encode({.payload = message, .final = false}));
        return comeBack(secret) && passer->waitForEnd();
    case 2: // by what nobody may send, and stays away
        passer->send(RawClient::encode({.opcode = 0x3}));
        return passer->waitForEnd();
    default: // and stays away
        return true;
    }
}

void TestChurn::badEndsAndReturnsTakeNoMemory()
{
    m_hub->set(u"resume-seconds"_qs, u"1"_qs);
    QVERIFY(m_hub->start());
    Neighbours neighbours;
    QVERIFY(neighbours.comeTo(m_hub->port()));
    QCOMPARE(m_hub->peers().size(), 2);
    QVERIFY(takeLess(Sanitized::Bulk * 512 * 1024, 900, 1200, [this] {
        return std::all_of(
            waysToEnd.begin(), waysToEnd.end(), [this](int way) { return endBadly(way); });
    }));
    // Not all: where the machine is busy, one or the other is late.
    QVERIFY(m_same > m_returns / 2);
    QVERIFY(m_hub->waitForPeers(2));
    QVERIFY(neighbours.talk());
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestChurn)
#include "tst_churn.moc"
