// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/signalcore.h"

#include <algorithm>

namespace Signalbox {

/// What can be said of a peer for certain. As long as it has not said who it is, that is where it
/// comes from, and what it would be where it was put aside.
QList<Peer> SignalCore::certainGuises(const Entry& entry) const
{
    QList<Peer> all{entry.peer};
    if (!entry.peer.joined) {
        all.first().origin.realm = {};
    }
    for (const Registry::Presence& place : entry.aside) {
        all.append(entry.peer);
        asIn(all.last(), place);
    }
    return all;
}

std::optional<BanEffect> SignalCore::judge(const Entry& entry, const Gate& gate) const
{
    if (!gate) {
        return std::nullopt;
    }
    if (entry.peer.parked) {
        return gate(entry.peer);
    }
    std::optional<BanEffect> worst;
    QList<Peer> guises = certainGuises(entry);
    if (entry.mutedAs) {
        guises.append(*entry.mutedAs);
        guises.last().muted = true;
    }
    for (const Peer& guise : std::as_const(guises)) {
        const std::optional<BanEffect> verdict = gate(guise);
        if (verdict && worst != BanEffect::Refuse) {
            worst = verdict;
        }
    }
    return worst;
}

/// Also says whether it would be muted.
bool SignalCore::parkIfPutOut(Entry& entry, Peer& wouldBe)
{
    const std::optional<BanEffect> verdict = judge(wouldBe);
    if (verdict == BanEffect::Refuse) {
        park(entry, wouldBe);
        return true;
    }
    if (verdict == BanEffect::Mute) {
        entry.mutedAs = wouldBe;
    } else if (entry.mutedAs && judge(*entry.mutedAs) != BanEffect::Mute) {
        entry.mutedAs.reset();
    }
    wouldBe.muted = entry.mutedAs.has_value();
    return false;
}

void SignalCore::park(Entry& entry, const Peer& shown)
{
    const Peer before = entry.peer;
    const Entry gone = entry;
    m_claims.withdraw(before.number);
    m_absences.forget(before.number);
    m_registry.park(entry, shown);
    entry.peer.joined = false;
    const Peer after = entry.peer;
    forgetDescribed(gone.realm(), after.number);
    const QList<PeerNumber> abandoned = leaveBehind(gone);
    refuse(after, {FaultCode::PutOut, {}});
    Q_EMIT changed(before, after);
    settleAgainst(after.number);
    end(abandoned, Departure::PartnerLeft, {}, std::nullopt);
}

bool SignalCore::parkSilent(PeerNumber number)
{
    Entry* entry = m_registry.find(number);
    if (entry == nullptr) {
        return false;
    }
    if (!entry->peer.parked && judge(*entry, m_gate) == BanEffect::Refuse) {
        park(*entry, Peer(entry->peer));
    }
    return entry->peer.parked;
}

/// Whether somebody who is judged only by what it says is not to be heard.
bool SignalCore::isSilenced(Entry& entry, Peer wouldBe)
{
    const std::optional<Peer> mutedAs = entry.mutedAs;
    if (parkIfPutOut(entry, wouldBe)) {
        return true;
    }
    entry.mutedAs = mutedAs; // what it says once is not who it is
    if (wouldBe.muted) {
        refuse(wouldBe, {FaultCode::Muted, {}});
    }
    return wouldBe.muted;
}

void SignalCore::setMuted(Entry& entry, bool muted)
{
    if (entry.peer.muted != muted) {
        const Peer before = entry.peer;
        entry.mutedAs = muted ? std::optional(before) : std::nullopt;
        entry.peer.muted = muted;
        Q_EMIT changed(before, entry.peer);
    }
}

void SignalCore::review(const Gate& gate)
{
    QList<PeerNumber> free;
    QList<PeerNumber> unwanted;
    QList<PeerNumber> all = m_registry.numbers();
    std::sort(all.begin(), all.end());
    for (PeerNumber number : std::as_const(all)) {
        Entry& entry = *m_registry.find(number);
        const std::optional<BanEffect> verdict = judge(entry, gate);
        const bool isRefused = verdict == BanEffect::Refuse;
        if (entry.peer.parked != isRefused) {
            (isRefused ? unwanted : free).append(number);
        } else if (!isRefused) {
            setMuted(entry, verdict == BanEffect::Mute);
        }
    }
    dismiss(free, Departure::Readmitted);
    dismiss(unwanted, Departure::Banned);
}

QList<PeerNumber> SignalCore::hitBy(const std::function<bool(const Peer&)>& rule)
{
    QList<PeerNumber> hit;
    const QList<PeerNumber> all = m_registry.numbers();
    for (PeerNumber number : all) {
        const Entry& entry = *m_registry.find(number);
        const QList<Peer> guises = certainGuises(entry);
        if (!entry.peer.parked && std::any_of(guises.begin(), guises.end(), rule)) {
            hit.append(number);
        }
    }
    std::sort(hit.begin(), hit.end());
    return hit;
}

} // namespace Signalbox
