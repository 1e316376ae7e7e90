// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// What single steps of a message's way through the hub cost, in microseconds: the best of many
// batches, for other programs only ever make a batch slower.
//
//   microbench [WORD...]     only the rows whose name contains one of these words

#include "bench/micro/messages.h"
#include "core/dialects/seed.h"
#include "core/json/scan.h"
#include "core/link/frame.h"
#include "core/signal/census.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <span>

namespace {

using namespace Signalbox;
using Time = std::chrono::steady_clock;

const Identity sender{QStringLiteral("h7n2p9c4r6s3d8f5"), QStringLiteral("Ann of Bristol")};

/// Keeps the compiler from leaving out work whose result nobody uses.
template <typename Value>
void use(const Value& value)
{
    asm volatile("" : : "r"(&value) : "memory");
}

/// Prints one row for each step that was asked for.
class Table
{
public:
    explicit Table(std::span<char*> words)
        : m_words(words)
    { }

    template <typename Step>
    void row(const QByteArray& name, const Step& step) const
    {
        constexpr int batches = 400;
        constexpr double batchSeconds = 0.002;
        if (!isWanted(name)) {
            return;
        }
        int steps = 1;
        while (seconds(steps, step) < batchSeconds) {
            steps *= 2;
        }
        double best = seconds(steps, step);
        for (int batch = 1; batch < batches; ++batch) {
            best = std::min(best, seconds(steps, step));
        }
        std::printf("%-45s %9.3f us\n", name.constData(), best / steps * 1e6);
        std::fflush(stdout);
    }

private:
    template <typename Step>
    static double seconds(int steps, const Step& step)
    {
        const auto begin = Time::now();
        for (int i = 0; i < steps; ++i) {
            step();
        }
        return std::chrono::duration<double>(Time::now() - begin).count();
    }

    bool isWanted(const QByteArray& name) const
    {
        return m_words.empty()
            || std::any_of(m_words.begin(), m_words.end(),
                [&name](const char* word) { return name.contains(word); });
    }

    std::span<char*> m_words;
};

/// The standing of a peer where it does not matter.
class Alone final : public Standing
{
public:
    bool isPaired() const override { return false; }
    bool isInRoom() const override { return true; }
};

/// What the hub does with a message on its way from one peer to others.
QByteArray relayed(DialectReader& reader, const Dialect& dialect, const QByteArray& text)
{
    Reading reading = reader.read(text, Alone());
    auto& send = std::get<SendToPeer>(std::get<Command>(reading));
    return dialect.write(Delivered{sender, std::move(send.message)}, 0);
}

/// The same with a JSON document.
QByteArray relayedByDocument(const QByteArray& text)
{
    QJsonObject object = QJsonDocument::fromJson(text).object();
    const QString type = object.value(QLatin1String("type")).toString();
    const QString receiver = object.value(QLatin1String("receiverId")).toString();
    use(type);
    use(receiver);
    object.insert(QLatin1String("senderId"), sender.id);
    object.insert(QLatin1String("userInfo"),
        QJsonObject{{QLatin1String("id"), sender.id}, {QLatin1String("nick"), sender.nick}});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void measureMessage(const Table& table, const char* size, const QByteArray& text)
{
    constexpr int depth = 32;
    constexpr std::array<QByteArrayView, 8> names{
        "type", "receiverId", "senderId", "userInfo", "id", "nick", "room", "payload"};
    const Seed dialect;
    const auto reader = dialect.open({}).reader;
    const auto named = [size](const char* step) { return QByteArray(step) + ", " + size; };

    table.row(named("scan"), [&] { use(Json::scan(text, names, depth)); });
    table.row(named("read"), [&] { use(reader->read(text, Alone())); });
    table.row(named("read and write"), [&] { use(relayed(*reader, dialect, text)); });
    table.row(named("the same by QJsonDocument"), [&] { use(relayedByDocument(text)); });

    QByteArray forged = text;
    forged.insert(1, R"("senderId":"somebody else",)");
    table.row(
        named("read and write, senderId forged"), [&] { use(relayed(*reader, dialect, forged)); });
    QByteArray escaped = text;
    escaped.replace(R"("type")", R"("t\u0079pe")").replace(R"("payload")", R"("p\u0061yload")");
    table.row(
        named("read and write, keys escaped"), [&] { use(relayed(*reader, dialect, escaped)); });

    const QByteArray written = relayed(*reader, dialect, text);
    table.row(named("encode a frame"), [&] { use(Frame::fromText(written)); });
}

void measureCensus(const Table& table, int peers)
{
    const Moment now = Time::now();
    Census census([](PeerNumber) { return LinkReading(); });
    census.begin(now);
    for (int i = 0; i < peers; ++i) {
        Peer peer;
        peer.number = PeerNumber(quint64(i) + 1);
        peer.identity = {QStringLiteral("id-%1").arg(i), QStringLiteral("peer %1").arg(i)};
        peer.rooms = {QStringLiteral("room %1").arg(i / 50)};
        peer.joined = true;
        census.onArrived(peer);
    }
    table.row("census, " + QByteArray::number(peers) + " peers", [&] { use(census.take(now)); });
}

} // namespace

int main(int argc, char** argv)
{
    const Table table({argv + 1, argv + argc});
    measureMessage(table, "250 B", candidateMessage());
    measureMessage(table, "2.5 KB", offerMessage(2500));
    measureMessage(table, "16 KB", offerMessage(16'000));
    measureCensus(table, 1000);
    measureCensus(table, 10'000);
    return 0;
}
