// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/signalcore.h"
#include "tests/support/manualclock.h"

#include <QStringList>

namespace Signalbox {

/// A conversation with the rules, written as lines of text. Peers are numbered from 1 in the order
/// in which they come and get the ids auto1, auto2, ... The language 0 is that of nobody; those
/// that the test is about are 1, 2, ...
///
/// Thread: the test's. Owner: the test.
class Dialogue : public QObject
{
    Q_OBJECT

public:
    /// One language with presence in rooms, where everybody listens from the beginning.
    Dialogue();

    /// policies: of the languages 1, 2, ...
    explicit Dialogue(std::vector<RealmPolicy> policies);

    /// What the first constructor takes.
    static RealmPolicy listening();

    /// The same, and who joined may come back with a token: t1, t2, ... in the order of giving.
    static RealmPolicy resuming();

    static Realm realm(int language = 1, const QByteArray& key = {});

    SignalCore& core() { return m_core; }
    ManualClock& clock() { return m_clock; }

    /// What is drawn by lot next, each below the bound; the lowest when there is nothing left.
    void setDraws(const QList<qsizetype>& draws) { m_draws = draws; }

    /// What the rules know of a peer, which must be there.
    Peer peer(int number) { return m_core.guises(PeerNumber(number)).first(); }

    /// Whose nick begins with this has been put out, or is muted; nobody, if it is empty.
    void putOut(const QString& nick);
    void mute(const QString& nick);

    /// So many connections come, and speak a language of this realm.
    void open(int count = 1, const Realm& where = realm());

    /// "join id=u1 nick=ann room=red secret=s resume=t1 pin=1 group=2": what is left out is absent;
    /// "room=" is the default room. "leave"; "enter red blue nick=ann"; "exit red"; "describe
    /// producer,listener meta=m nick=ann"; "heartbeat"; "tell u2 hello", "tell-now u2 hello" (not
    /// to be kept); "tell-all hello"; "tell-room red hello"; "announce red as=p1 offers=a,b
    /// complete"; "withdraw red as=p1"; "tell-in red p1 p2 hello"; "count red blue";
    /// "list", "list producer"; "pair u2 hello"; "tell-partner auto3 hello", "offer auto3 hello";
    /// "unpair auto3 hello". A minus stands for an empty word.
    void say(int number, const QString& words);

    void answer(int number) { m_core.heardFrom(PeerNumber(number)); }
    void vanish(int number, Departure why = Departure::Left);
    void dismiss(int number, Departure why, const QString& reason = {});

    /// Time passes, and what is due is done.
    void pass(std::chrono::milliseconds time);

    /// Steps with semicolons between them: ">2 join id=u2" (peer 2 says so), "+3" (three come),
    /// "+3 2" (and speak language 2), "?3" (of three nobody knows what they speak), "@4 2 id=u4"
    /// (4 is put aside in language 2), "=4 2" (4 speaks language 2), "-2" (2 closes), "/2" (the
    /// connection of 2 breaks), "!2" (2 shows that it lives), "~2000" (so many milliseconds pass),
    /// "x2 words" (the owner puts 2 out).
    void play(const QString& steps);

    /// What was told to whom since the last time: "1,2: arrived u1(ann)", "1: probe". With several
    /// languages: "1 in 2: ...".
    QStringList takeTold() { return std::exchange(m_told, {}); }

    /// What the owner of the hub was told: "changed 1 u1(ann) in red".
    QStringList takeFacts() { return std::exchange(m_facts, {}); }

    /// What is told by the last of the steps, if the others came before.
    static QString told(
        const std::vector<RealmPolicy>& policies, const QString& before, const QString& steps);

    static Command command(const QString& words);
    static QString describe(const Event& event);
    static QString name(Departure why);
    static QString name(FaultCode code);

private:
    void connectSignals();
    void play(QChar kind, int number, const QString& rest);
    void setBan(const QString& nick, BanEffect effect);

    ManualClock m_clock;
    int m_lastId = 0;
    int m_lastNumber = 0;
    int m_lastToken = 0;
    bool m_hasSeveral = false;
    QList<qsizetype> m_draws;
    SignalCore m_core;
    QStringList m_told;
    QStringList m_facts;
};

} // namespace Signalbox
