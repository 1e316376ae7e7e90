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
    case Unit::Milliseconds:
        break;
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
};

template <Unit unit, auto... path>
LimitRow row(const Facts& facts)
{
    return {facts.key, facts.title, facts.reason, unit, facts.least, facts.most,
        &valueOf<unit, path...>, &setValue<unit, path...>};
}

constexpr auto rules = &Limits::rules;
constexpr int many = 10'000;
constexpr int million = 1'000'000;
constexpr int most64MiB = 65'536; ///< in KiB
constexpr int minute = 60'000; ///< in milliseconds

LimitGroup crowd()
{
    return {LimitText::tr("How many"),
        {
            row<Unit::None, &Limits::peers>({"max-peers", LimitText::tr("Peers in all"),
                LimitText::tr("More than come together in one place; and nobody can overload this "
                              "computer with connections without end."),
                1, many}),
            row<Unit::None, &Limits::peersPerAddress>(
                {"max-peers-per-address", LimitText::tr("Peers from one address"),
                    LimitText::tr(
                        "As many as in all: a whole class may sit behind one router, and a network "
                        "of IPv6 counts as one address."),
                    1, many}),
            row<Unit::None, rules, &RuleLimits::peersPerRoom>(
                {"max-peers-per-room", LimitText::tr("Peers in one room"),
                    LimitText::tr("What one says is sent to everybody else in the room, so that "
                                  "large rooms are most work."),
                    2, many}),
            row<Unit::None, rules, &RuleLimits::roomsInAll>(
                {"max-rooms", LimitText::tr("Rooms in all"),
                    LimitText::tr("Anybody can make rooms by entering them."), 1, 100'000}),
            row<Unit::None, rules, &RuleLimits::roomsPerPeer>(
                {"max-rooms-per-peer", LimitText::tr("Rooms of one peer"),
                    LimitText::tr("Some protocols let a peer be in several."), 1, 1000}),
            row<Unit::Seconds, rules, &RuleLimits::resumeTime>({"resume-seconds",
                LimitText::tr("Time to come back"),
                LimitText::tr(
                    "Whose connection broke keeps its place for as long, unnoticed by the others."),
                0, 3600}),
            row<Unit::Seconds, &Limits::pinTime>({"pin-seconds", LimitText::tr("Time for the PIN"),
                LimitText::tr("Long enough to walk to the blackboard and back."), 1, 600}),
        }};
}

LimitGroup talk()
{
    return {LimitText::tr("How much one may say"),
        {
            row<Unit::None, &Limits::messagesPerSecond>({"messages-per-second",
                LimitText::tr("Messages a second"),
                LimitText::tr("What one peer may say in the long run; signaling needs far less."),
                1, million}),
            row<Unit::None, &Limits::messageBurst>(
                {"message-burst", LimitText::tr("Messages at once"),
                    LimitText::tr("ICE candidates come in bursts, which must pass unhindered."), 1,
                    million}),
            row<Unit::Kilobytes, &Limits::bytesPerSecond>({"kilobytes-per-second",
                LimitText::tr("Said by one peer, a second"),
                LimitText::tr("Descriptions of sessions have some kilobytes each."), 1, million}),
            row<Unit::Kilobytes, &Limits::fanOutBytesPerSecond>(
                {"fan-out-kilobytes-per-second", LimitText::tr("Said to all receivers, a second"),
                    LimitText::tr("In a large room each message counts once for every receiver."),
                    1, 10 * million}),
            row<Unit::Seconds, &Limits::warningTime>(
                {"warning-seconds", LimitText::tr("Warning before that"),
                    LimitText::tr("Who is above a rate is told first, then dropped, then put out."),
                    1, 3600}),
        }};
}

LimitGroup wire()
{
    return {LimitText::tr("From one connection"),
        {
            row<Unit::Kilobytes, &Limits::messageBytes>(
                {"message-kilobytes", LimitText::tr("One message"),
                    LimitText::tr(
                        "Browsers send larger ones in pieces, and may cut them within a letter."),
                    1, 64}),
            row<Unit::Kilobytes, &Limits::headBytes>(
                {"head-kilobytes", LimitText::tr("Head of a request"),
                    LimitText::tr("Cookies of other pages of this computer make it long."), 1, 64}),
            row<Unit::Kilobytes, &Limits::wireBytesPerSecond>(
                {"wire-kilobytes-per-second", LimitText::tr("From one connection, a second"),
                    LimitText::tr("Pings and empty frames cost work, though they say nothing."), 64,
                    million}),
            row<Unit::None, &Limits::fragmentsPerMessage>(
                {"max-fragments", LimitText::tr("Frames of one message"),
                    LimitText::tr("A message in very many pieces is an attack."), 1, 100'000}),
            row<Unit::None, &Limits::unreadableInARow>({"max-unreadable",
                LimitText::tr("Unreadable messages in a row"),
                LimitText::tr("Who sends nothing else does not speak any protocol of the hub's."),
                1, 1000}),
            row<Unit::None, &Limits::waitingHeads>(
                {"max-waiting-heads", LimitText::tr("Connections that said nothing yet"),
                    LimitText::tr("Opening connections is cheap; the oldest such one goes."), 1,
                    100'000}),
        }};
}

LimitGroup unread()
{
    return {LimitText::tr("Unread, and waiting in memory"),
        {
            row<Unit::Kilobytes, &Limits::slowBytes>({"slow-kilobytes",
                LimitText::tr("Unread: shown as slow"),
                LimitText::tr("A peer that reads leaves next to nothing waiting."), 1, most64MiB}),
            row<Unit::Kilobytes, &Limits::stuckBytes>(
                {"stuck-kilobytes", LimitText::tr("Unread: counts as stuck"),
                    LimitText::tr("Whoever has more than that to read, and reads nothing for a "
                                  "while, is disconnected."),
                    1, most64MiB}),
            row<Unit::Seconds, &Limits::stuckTime>(
                {"stuck-seconds", LimitText::tr("Stuck: how long"),
                    LimitText::tr("Mobile networks pause for some seconds."), 1, 3600}),
            row<Unit::Kilobytes, &Limits::queueBytes>(
                {"queue-kilobytes", LimitText::tr("Unread by one peer at all"),
                    LimitText::tr("So that one that never reads cannot fill the memory."), 64,
                    most64MiB}),
            row<Unit::Kilobytes, &Limits::allQueuesBytes>({"all-queues-kilobytes",
                LimitText::tr("Unread by all peers"),
                LimitText::tr("Above that the one with the most goes first."), 64, 4 * million}),
            row<Unit::Kilobytes, &Limits::pongBytes>(
                {"pong-kilobytes", LimitText::tr("Unread answers to pings"),
                    LimitText::tr(
                        "Each ping is answered at once, so that a flood of them would pile up."),
                    1, most64MiB}),
        }};
}

LimitGroup mail()
{
    return {LimitText::tr("Mail for who is not there yet"),
        {
            row<Unit::Milliseconds, rules, &RuleLimits::mailTime>({"mail-milliseconds",
                LimitText::tr("How long it waits"),
                LimitText::tr("PeerJS clients call each other while one of them still connects."),
                0, minute}),
            row<Unit::None, rules, &RuleLimits::mailPerSender>(
                {"mail-per-sender", LimitText::tr("Messages of one sender"),
                    LimitText::tr("An offer and its candidates; more is no call."), 0, many}),
            row<Unit::Kilobytes, rules, &RuleLimits::mailBytesPerAddress>(
                {"mail-kilobytes-per-address", LimitText::tr("From one address"),
                    LimitText::tr("So that one computer cannot take the room of all others."), 0,
                    million}),
            row<Unit::Kilobytes, rules, &RuleLimits::mailBytesPerReceiver>(
                {"mail-kilobytes-per-receiver", LimitText::tr("For one receiver"),
                    LimitText::tr("It arrives all at once, and must be read at once."), 0,
                    million}),
            row<Unit::None, rules, &RuleLimits::mailCount>(
                {"max-mail", LimitText::tr("Messages in all"),
                    LimitText::tr("Each costs memory until it is fetched or its time is over."), 0,
                    million}),
            row<Unit::Kilobytes, rules, &RuleLimits::mailBytes>(
                {"mail-kilobytes", LimitText::tr("Size in all"),
                    LimitText::tr("What all of it may take of the memory."), 0, million}),
        }};
}

LimitGroup pairings()
{
    return {LimitText::tr("Sessions between two"),
        {
            row<Unit::None, rules, &RuleLimits::pairingsPerPeer>(
                {"max-pairings", LimitText::tr("Sessions of one peer"),
                    LimitText::tr("A camera that a whole room watches has one for each watcher."),
                    1, 100'000}),
            row<Unit::None, rules, &RuleLimits::pairingsAskedPerPeer>(
                {"max-pairings-asked", LimitText::tr("Sessions that one has asked for"),
                    LimitText::tr("Nobody watches more than some cameras at a time."), 1, 100'000}),
            row<Unit::None, rules, &RuleLimits::pairingsOfTwo>(
                {"max-pairings-of-two", LimitText::tr("Sessions of the same two"),
                    LimitText::tr("A few, for who reloads a page before the old one has gone."), 1,
                    1000}),
        }};
}

LimitGroup times()
{
    return {LimitText::tr("Times"),
        {
            row<Unit::Seconds, &Limits::headTime>(
                {"head-seconds", LimitText::tr("Time for a request"),
                    LimitText::tr("A request, or a TLS handshake, comes in one go."), 1, 60}),
            row<Unit::Seconds, &Limits::pingEvery>(
                {"ping-seconds", LimitText::tr("Ping after a silence of"),
                    LimitText::tr("Routers forget connections that are silent for a minute."), 1,
                    3600}),
            row<Unit::Seconds, &Limits::silentTime>(
                {"silent-seconds", LimitText::tr("Gone after a silence of"),
                    LimitText::tr("Two pings without an answer: the network is gone."), 2, 7200}),
            row<Unit::Milliseconds, rules, &RuleLimits::claimTime>({"claim-milliseconds",
                LimitText::tr("Time to defend an ID"),
                LimitText::tr("Who has an ID that another claims keeps it by answering in time."),
                100, minute}),
            row<Unit::Milliseconds, &Limits::greetingPause>(
                {"greeting-milliseconds", LimitText::tr("Silence before the greeting"),
                    LimitText::tr("Some clients speak first, and others wait for the hub's words."),
                    1, 10'000}),
            row<Unit::Milliseconds, &Limits::presencePause>({"presence-milliseconds",
                LimitText::tr("News of who comes and goes"),
                LimitText::tr("It may wait for as long, so that a crowd is told in one message."),
                0, 10'000}),
            row<Unit::Milliseconds, &Limits::closeTime>(
                {"close-milliseconds", LimitText::tr("Time for a goodbye"),
                    LimitText::tr("Who is put out is gone within two seconds."), 100, 2000}),
        }};
}

} // namespace

std::vector<LimitGroup> usualLimits()
{
    return {crowd(), talk()};
}

std::vector<LimitGroup> furtherLimits()
{
    return {wire(), unread(), mail(), pairings(), times()};
}

} // namespace Signalbox
