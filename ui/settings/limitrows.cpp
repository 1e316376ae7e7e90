// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/limitrows.h"

#include <QCoreApplication>

#include <type_traits>

namespace Signalbox {

namespace {

using Unit = LimitRow::Unit;

struct LimitText
{
    Q_DECLARE_TR_FUNCTIONS(LimitText)
};

constexpr qint64 sizeOf(Unit unit)
{
    switch (unit) {
    case Unit::None:
        break;
    case Unit::Kilobytes:
        return 1024;
    case Unit::Seconds:
        return 1000; // the fields are in milliseconds
    }
    return 1;
}

template <auto member, auto... rest>
auto& placeIn(auto& object)
{
    if constexpr (sizeof...(rest) == 0) {
        return object.*member;
    } else {
        return placeIn<rest...>(object.*member);
    }
}

template <Unit unit, auto... path>
qint64 valueOf(const Limits& limits)
{
    const auto& field = placeIn<path...>(limits);
    if constexpr (std::is_integral_v<std::remove_cvref_t<decltype(field)>>) {
        return static_cast<qint64>(field) / sizeOf(unit);
    } else {
        return field.count() / sizeOf(unit);
    }
}

template <Unit unit, auto... path>
void setValue(Limits& limits, qint64 value)
{
    auto& field = placeIn<path...>(limits);
    using Field = std::remove_cvref_t<decltype(field)>;
    field = static_cast<Field>(value * sizeOf(unit));
}

struct Facts
{
    const char* key;
    QString title;
    QString reason;
    int least;
    int most;
    bool isForNextStart = false;
};

template <Unit unit, auto... path>
LimitRow row(const Facts& facts)
{
    return {facts.key, facts.title, facts.reason, unit, facts.least, facts.most,
        facts.isForNextStart, &valueOf<unit, path...>, &setValue<unit, path...>};
}

constexpr int many = 10'000;
constexpr int million = 1'000'000;

std::vector<LimitRow> crowdRows()
{
    constexpr auto rules = &Limits::rules;
    return {
        row<Unit::None, &Limits::peers>({"max-peers", LimitText::tr("Peers in all"),
            LimitText::tr("More than a small computer serves well, so that a flood has an end."), 1,
            many}),
        row<Unit::None, &Limits::peersPerAddress>({"max-peers-per-address",
            LimitText::tr("Peers from one address"),
            LimitText::tr("As many as in all: a whole class may sit behind one router."), 1, many}),
        row<Unit::None, rules, &RuleLimits::peersPerRoom>({"max-peers-per-room",
            LimitText::tr("Peers in one room"),
            LimitText::tr("What one says goes to all others, so that rooms cost most."), 2, many}),
        row<Unit::None, rules, &RuleLimits::roomsInAll>({"max-rooms", LimitText::tr("Rooms in all"),
            LimitText::tr("Anybody can make rooms by entering them."), 1, 100'000}),
        row<Unit::None, rules, &RuleLimits::roomsPerPeer>(
            {"max-rooms-per-peer", LimitText::tr("Rooms of one peer"),
                LimitText::tr("Some protocols let a peer be in several."), 1, 1000}),
        row<Unit::Seconds, rules, &RuleLimits::resumeTime>(
            {"resume-seconds", LimitText::tr("Time to come back"),
                LimitText::tr("Whose connection broke keeps its place for as long, unnoticed by "
                              "the others."),
                0, 3600}),
    };
}

std::vector<LimitRow> rateRows()
{
    return {
        row<Unit::None, &Limits::messagesPerSecond>(
            {"messages-per-second", LimitText::tr("Messages a second"),
                LimitText::tr("What one peer may say in the long run; signaling needs far less."),
                1, million}),
        row<Unit::None, &Limits::messageBurst>({"message-burst", LimitText::tr("Messages at once"),
            LimitText::tr("ICE candidates come in bursts, which must pass unhindered."), 1,
            million}),
        row<Unit::Kilobytes, &Limits::bytesPerSecond>(
            {"kilobytes-per-second", LimitText::tr("Said by one peer, a second"),
                LimitText::tr("Descriptions of sessions have some kilobytes each."), 1, million}),
        row<Unit::Kilobytes, &Limits::fanOutBytesPerSecond>(
            {"fan-out-kilobytes-per-second", LimitText::tr("Said to all receivers, a second"),
                LimitText::tr("In a large room each message counts once for every receiver."), 1,
                10 * million}),
        row<Unit::Seconds, &Limits::warningTime>(
            {"warning-seconds", LimitText::tr("Warning before that"),
                LimitText::tr("Who is above a rate is told first, then dropped, then put out."), 1,
                3600}),
        row<Unit::Kilobytes, &Limits::wireBytesPerSecond>(
            {"wire-kilobytes-per-second", LimitText::tr("From one connection, a second"),
                LimitText::tr("Pings and empty frames cost work, though they say nothing."), 64,
                million}),
        row<Unit::None, &Limits::fragmentsPerMessage>(
            {"max-fragments", LimitText::tr("Frames of one message"),
                LimitText::tr("A message in very many pieces is an attack."), 1, 100'000}),
        row<Unit::None, &Limits::unreadableInARow>(
            {"max-unreadable", LimitText::tr("Unreadable messages in a row"),
                LimitText::tr("Who sends nothing else does not speak any protocol of the hub's."),
                1, 1000}),
    };
}

std::vector<LimitRow> memoryRows()
{
    return {
        row<Unit::Kilobytes, &Limits::messageBytes>(
            {"message-kilobytes", LimitText::tr("One message"),
                LimitText::tr("Larger ones break between browsers when they hold Chinese text."), 1,
                64, true}),
        row<Unit::Kilobytes, &Limits::slowBytes>({"slow-kilobytes",
            LimitText::tr("Unread: shown as slow"),
            LimitText::tr("A peer that reads leaves next to nothing waiting."), 1, 65'536, true}),
        row<Unit::Kilobytes, &Limits::stuckBytes>(
            {"stuck-kilobytes", LimitText::tr("Unread: may get stuck"),
                LimitText::tr("With more than that, it goes when it reads nothing for a while."), 1,
                65'536, true}),
        row<Unit::Seconds, &Limits::stuckTime>({"stuck-seconds", LimitText::tr("Stuck: how long"),
            LimitText::tr("Mobile networks pause for some seconds."), 1, 3600, true}),
        row<Unit::Kilobytes, &Limits::queueBytes>(
            {"queue-kilobytes", LimitText::tr("Unread by one peer at all"),
                LimitText::tr("So that one that never reads cannot fill the memory."), 64, 65'536,
                true}),
        row<Unit::Kilobytes, &Limits::allQueuesBytes>({"all-queues-kilobytes",
            LimitText::tr("Unread by all peers"),
            LimitText::tr("Above that the one with the most goes first."), 64, 4 * million, true}),
    };
}

std::vector<LimitRow> timeRows()
{
    return {
        row<Unit::None, &Limits::waitingHeads>(
            {"max-waiting-heads", LimitText::tr("Connections that said nothing yet"),
                LimitText::tr("Opening connections is cheap; the oldest such one goes."), 1,
                100'000, true}),
        row<Unit::Seconds, &Limits::headTime>({"head-seconds", LimitText::tr("Time for a request"),
            LimitText::tr("A request, or a TLS handshake, comes in one go."), 1, 60, true}),
        row<Unit::Seconds, &Limits::pinTime>({"pin-seconds", LimitText::tr("Time for the PIN"),
            LimitText::tr("Long enough to walk to the blackboard and back."), 1, 600}),
        row<Unit::Seconds, &Limits::pingEvery>(
            {"ping-seconds", LimitText::tr("Ping after a silence of"),
                LimitText::tr("Routers forget connections that are silent for a minute."), 1, 3600,
                true}),
        row<Unit::Seconds, &Limits::silentTime>(
            {"silent-seconds", LimitText::tr("Gone after a silence of"),
                LimitText::tr("Two pings without an answer: the network is gone."), 2, 7200, true}),
    };
}

} // namespace

std::vector<LimitRow> limitRows()
{
    std::vector<LimitRow> all;
    for (const auto& part : {crowdRows(), rateRows(), memoryRows(), timeRows()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

} // namespace Signalbox
