// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/absences.h"
#include "core/signal/ban.h"
#include "core/signal/claims.h"
#include "core/signal/command.h"
#include "core/signal/event.h"
#include "core/signal/groups.h"
#include "core/signal/heirs.h"
#include "core/signal/mailbox.h"
#include "core/signal/pairings.h"
#include "core/signal/realmpolicy.h"
#include "core/signal/registry.h"
#include "core/signal/rulelimits.h"
#include "core/signal/swarms.h"

#include <QObject>

#include <functional>
#include <vector>

namespace Signalbox {

/// The rules of the hub: who may be whom, who hears what, and who is told of whom. In what these
/// differ from language to language is said by a policy each. One of its signals, deliver(), drives
/// the relaying; its facts (arrived, changed, departed, relayed, refused) drive what the owner
/// sees. It knows neither sockets nor wire formats nor windows.
///
/// Nothing that is connected to its signals may call back into it synchronously.
///
/// Thread: the I/O thread. Owner: the switchboard.
class SignalCore : public QObject
{
    Q_OBJECT

public:
    /// What the rules draw by lot.
    struct Lots
    {
        std::function<PeerId(Language)> freshId; ///< one that is in use is asked again
        Swarms::Choice choose;
        std::function<QByteArray()> freshToken{}; ///< 128 random bits as text; if policies resume
    };

    /// What is to become of somebody who would be this; nullopt: nothing special.
    using Gate = std::function<std::optional<BanEffect>(const Peer&)>;

    /// policies: by language, one for each.
    SignalCore(const Clock& clock, Lots lots, std::vector<RealmPolicy> policies,
        QObject* parent = nullptr);

    void setLimits(const RuleLimits& limits) { m_limits = limits; }
    void setGate(Gate gate) { m_gate = std::move(gate); }

    /// A connection has come. It is in no room and has no id until settle().
    void open(PeerNumber number, const Origin& origin);

    /// While nothing tells which language a connection speaks, it may be in this realm, too: it
    /// joins there, is told so in that language, and can be reached. realm: one whose policy gives
    /// or shares ids.
    void putAside(PeerNumber number, const Realm& realm, const Join& join);

    /// It has said nothing for a while. True: it is put out whatever it is, as by its address, and
    /// is parked.
    bool parkSilent(PeerNumber number);

    /// It speaks this language. Where it was put aside in other realms it is there no longer.
    /// True: it was put aside in this one, and has joined.
    bool settle(PeerNumber number, const Realm& realm, const QString& dialect);

    /// A connection asks for something.
    void handle(PeerNumber number, const Command& command);

    /// A connection sent something that its dialect could not read.
    void reject(PeerNumber number, const Fault& fault);

    /// A connection shows that it lives: claims of its id are refused.
    void heardFrom(PeerNumber number);

    /// The hub ends connections: they are told (Ended) and are no peers from here on. Only those
    /// who stay hear of the departures. Numbers of connections that are gone are ignored.
    void dismiss(const QList<PeerNumber>& numbers, Departure why, const QString& reason = {});
    void dismiss(PeerNumber number, Departure why) { dismiss(QList<PeerNumber>{number}, why); }
    void dismissEverybody(Departure why) { dismiss(m_registry.numbers(), why); }

    /// A connection is gone by itself. Where its language resumes and it broke, the peer is away
    /// for a while before it departs.
    void closed(PeerNumber number, Departure why);

    /// The gate judges otherwise from here on: ends the connections of those whom it refuses
    /// (Banned), and of the parked whom it would let in (Readmitted), who come back by themselves;
    /// mutes, and lets be heard again.
    void review() { review(m_gate); }

    /// The same, where somebody knows better than the gate what can have changed.
    void review(const Gate& gate);

    /// Whom of those who are not parked a rule hits, as what they are and in any realm in which
    /// they were put aside. Of somebody who has not joined only where it comes from counts.
    QList<PeerNumber> hitBy(const std::function<bool(const Peer&)>& rule);

    /// Whether a Join with this token would make somebody who it was before.
    bool isResumable(const QByteArray& token) const
    {
        return m_absences.holderOf(token) != PeerNumber();
    }

    /// The same peers by the numbers that they have now: who came back with a token has another
    /// one, and whoever gives an order may have seen the former. Each once; of those who are gone
    /// the numbers stay.
    QList<PeerNumber> byPresentNumbers(const QList<PeerNumber>& numbers) const;

    /// Does what is due by the clock: claims that nobody contested, mail that nobody took, absences
    /// that have lasted too long.
    void settleDue();
    bool hasDue() const
    {
        return !m_claims.isEmpty() || !m_mailbox.isEmpty() || m_absences.isAnybodyAway();
    }

    bool isPaired(PeerNumber number) const { return m_pairings.countOf(number) > 0; }
    bool isInRoom(PeerNumber number);
    bool isCalled(PeerNumber number, const PeerId& id);

    /// What a connection is, and what else it would be in the realms in which it was put aside;
    /// nothing where there is none of this number.
    QList<Peer> guises(PeerNumber number);

    /// The ids of those who have joined in a realm's default room, in the order of coming.
    QList<PeerId> idsIn(const Realm& realm);

Q_SIGNALS:
    /// Tell this to these peers, in this language. The only way by which anything reaches a peer.
    void deliver(const Signalbox::Event& event, Signalbox::Language language,
        const QList<Signalbox::PeerNumber>& recipients);

    void arrived(const Signalbox::Peer& peer);
    void changed(const Signalbox::Peer& before, const Signalbox::Peer& after);
    void departed(const Signalbox::Peer& peer, Signalbox::Departure why, const QString& reason);
    void relayed(Signalbox::PeerNumber sender, qsizetype receivers);
    void refused(const Signalbox::Peer& peer, const Signalbox::Fault& fault);

    /// Somebody claims this peer's id: ask whether it still lives.
    void probeWanted(Signalbox::PeerNumber owner);

    /// Something will be due: call settleDue() from time to time.
    void dueSoon();

private:
    using Entry = Registry::Entry;

    // Coming (signalcore.cpp).
    void perform(Entry& entry, const Join& join);
    void perform(Entry& entry, const Heartbeat& heartbeat);

    // Being somewhere, and somebody (signalcorerooms.cpp). Going: signalcoregoing.cpp; not for
    // good: signalcoreabsence.cpp. Whom the owner does not want: signalcoreban.cpp.
    void perform(Entry& entry, const Leave& leave);
    void perform(Entry& entry, const Enter& enter);
    void perform(Entry& entry, const Exit& exit);
    void perform(Entry& entry, const Describe& describe);

    // Saying something to others (signalcorerelay.cpp).
    void perform(Entry& entry, const SendToPeer& send);
    void perform(Entry& entry, const SendToRoom& send);
    void perform(Entry& entry, const Announce& announce);
    void perform(Entry& entry, const Withdraw& withdraw);
    void perform(Entry& entry, const SendInSwarm& send);
    void perform(Entry& entry, const Count& count);

    // Being bound to somebody (signalcorepairs.cpp).
    void perform(Entry& entry, const List& list);
    void perform(Entry& entry, const Pair& pair);
    void perform(Entry& entry, const SendToPartner& send);
    void perform(Entry& entry, const Unpair& unpair);

    void enter(Entry& entry, const Join& join);
    void exitRooms(Entry& entry, const QList<RoomName>& rooms);
    std::optional<RoomName> roomFor(
        const Realm& realm, const QList<RoomName>& rooms, const Join& join) const;
    std::optional<FaultCode> obstacleTo(
        const Realm& realm, const RoomName& room, int besides = 0) const;
    int seatsOf(const RealmPolicy& policy) const; ///< of a room
    void bringMail(const Entry& entry);
    bool keepFor(
        PeerNumber absent, const Entry& sender, const Identity& as, const Message& message);
    void claim(PeerNumber claimant, PeerNumber owner, const Command& wish);
    void asIn(Peer& peer, const Registry::Presence& place) const;
    std::optional<BanEffect> judge(const Peer& wouldBe) const
    {
        return m_gate ? m_gate(wouldBe) : std::nullopt;
    }
    std::optional<BanEffect> judge(const Entry& entry, const Gate& gate) const;
    QList<Peer> certainGuises(const Entry& entry) const;
    bool parkIfPutOut(Entry& entry, Peer& wouldBe);
    void park(Entry& entry, const Peer& shown);
    bool isSilenced(Entry& entry, Peer wouldBe);
    void setMuted(Entry& entry, bool muted);

    bool mayComeBack(const Entry& entry, Departure why) const;
    void goAway(PeerNumber number);
    QList<PeerNumber> awayFrom(const Realm& realm, const RoomName& room);
    QHash<PeerNumber, Place> forsakenRooms(const QList<PeerNumber>& away);
    bool makeWay(const Realm& realm, const Fault& obstacle, qsizetype rooms = 1);
    void endAbsences(Moment now);
    QByteArray resumeTokenOf(const Entry& entry);
    bool resume(Entry& entry, const Join& join);
    void takeOver(PeerNumber number, PeerNumber former, const Peer& back, const QByteArray& token);

    void announceDeparture(const Entry& entry, const QList<PeerNumber>& others);
    void leaveAside(const Registry::Presence& place);
    bool relay(Entry& sender, const Identity& as, const Message& message,
        const QList<PeerNumber>& receivers);
    void refuse(const Peer& peer, const Fault& fault);
    void refuse(const Claims::Claim& claim);
    void refuseJoin(const Peer& peer, const Fault& fault);
    void remove(const QList<PeerNumber>& numbers, Departure why, const QString& reason);
    void leave(const QList<PeerNumber>& numbers, Departure why, const QString& reason);
    QList<PeerNumber> leaveBehind(const Entry& entry);
    QList<PeerNumber> endPairings(
        const Entry& entry, const QList<Pairings::Pairing>& pairings, const Message& message);
    void end(const QList<PeerNumber>& present, Departure why, const QString& reason,
        std::optional<FaultCode> fault);
    void settle(const Claims::Claim& claim);
    void settleAgainst(PeerNumber owner);
    void refuseClaimsAgainst(PeerNumber owner);
    PeerId freshId(const Realm& realm);
    QList<PeerNumber> withRole(const Realm& realm, Role role);
    void forgetDescribed(const Realm& realm, PeerNumber number);
    void forgetEmptied(const Realm& realm, const QList<RoomName>& rooms);

    const RealmPolicy& policyOf(const Realm& realm) const
    {
        return m_policies[size_t(realm.language)];
    }
    void tell(const Event& event, const Realm& realm, const QList<PeerNumber>& recipients)
    {
        Q_EMIT deliver(event, realm.language, m_absences.present(recipients));
    }

    const Clock& m_clock;
    Lots m_lots;
    std::vector<RealmPolicy> m_policies;
    RuleLimits m_limits;
    Gate m_gate;
    Registry m_registry;
    Claims m_claims;
    Absences m_absences;
    Heirs m_heirs;
    Mailbox m_mailbox;
    Pairings m_pairings;
    Groups m_groups;
    Swarms m_swarms;
    QHash<Realm, QList<PeerNumber>> m_described; ///< who has said what it is there for
};

} // namespace Signalbox
