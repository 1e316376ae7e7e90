// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/signalcore.h"
#include "tests/support/manualclock.h"

#include <QStringList>

namespace Signalbox {

/// A conversation with the rules, written as lines of text. Peers are numbered from 1 in the order
/// in which they open and get the ids auto1, auto2, ...
///
/// Thread: the test's. Owner: the test.
class Dialogue : public QObject
{
    Q_OBJECT

public:
    Dialogue();

    SignalCore& core() { return m_core; }
    ManualClock& clock() { return m_clock; }

    /// So many connections come.
    void open(int count = 1, const Realm& realm = "test");

    /// "join id=u1 nick=ann room=red", "leave", "tell u2 hello" or "tell-all hello". A field that
    /// is left out of a join is absent from it; "room=" is the default room.
    void say(int number, const QString& words);

    void answer(int number) { m_core.heardFrom(PeerNumber(number)); }
    void vanish(int number, Departure why = Departure::Left);
    void dismiss(int number, Departure why, const QString& reason = {});

    /// Time passes, and claims are settled.
    void pass(std::chrono::milliseconds time);

    /// What was told to whom since the last time: "1,2: arrived u1(ann)", "1: probe".
    QStringList takeTold() { return std::exchange(m_told, {}); }

    /// What the owner of the hub was told: "changed 1 u1(ann) in red".
    QStringList takeFacts() { return std::exchange(m_facts, {}); }

    static Command command(const QString& words);
    static QString describe(const Event& event);
    static QString name(Departure why);
    static QString name(FaultCode code);

private:
    void connectSignals();

    ManualClock m_clock;
    int m_lastId = 0;
    int m_lastNumber = 0;
    SignalCore m_core;
    QStringList m_told;
    QStringList m_facts;
};

} // namespace Signalbox
