// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/bans.h"
#include "core/admission/headcount.h"
#include "core/link/limits.h"
#include "core/operation/kepttext.h"
#include "core/signal/fault.h"

#include <QList>
#include <QObject>

#include <functional>

namespace Signalbox {

class SignalCore;

/// Does what the owner orders about peers: puts them out, bans, mutes, and lets them in again; and
/// keeps the bans where they outlive the program. Knows how many are there, and lets nobody park
/// any number of connections. Which of them hits whom is said by Bans, what that does to a peer by
/// SignalCore.
///
/// Thread: the I/O thread. Owner: the switchboard.
class Warden : public QObject
{
    Q_OBJECT

public:
    /// What is given outlives it.
    Warden(const Clock& clock, const Limits& limits, SignalCore& core, QObject* parent = nullptr);
    ~Warden() override; ///< waits until everything is kept

    /// Reads the bans that are kept in this folder; empty: none are. An English sentence where they
    /// cannot be read: nobody may come in then, for somebody banned might.
    std::optional<QString> open(const QString& folder);

    /// Numbers: also those that somebody had who has come back since.
    OrderOutcome kick(const QList<PeerNumber>& numbers, const QString& reason,
        std::chrono::milliseconds refuseFor);
    OrderOutcome mute(
        const QList<PeerNumber>& numbers, const QString& reason, std::chrono::milliseconds lasts);
    QList<bool> ban(const QList<BanOrder>& orders) { return replace({}, orders); }
    void unban(const QList<BanNumber>& bans) { replace(bans, {}); }
    QList<bool> replace(const QList<BanNumber>& bans, const QList<BanOrder>& orders);

    /// Calls back once the bans are kept as they are at this moment, or could not be. Where nothing
    /// is kept at all, nothing is missing.
    void whenKept(const std::function<void(bool kept)>& told);

    /// Lifts the bans whose time is over. To be called about once a second.
    void liftOverdue();

    const std::vector<Ban>& bans() const { return m_bans.all(); }

    const Headcount& headcount() const { return m_headcount; }

Q_SIGNALS:
    /// Before anybody who is hit hears of it.
    void bansChanged();

    /// What went wrong with the file of the bans; empty: it is well again.
    void trouble(const QString& sentence);

private:
    void onRefused(const Peer& peer, const Fault& fault);
    void onChanged(const Peer& before, const Peer& after);
    OrderOutcome order(const QList<PeerNumber>& numbers, BanEffect effect, const QString& reason,
        std::chrono::milliseconds lasts, const std::function<void()>& before);
    QList<bool> change(const QList<BanNumber>& bans, const QList<BanOrder>& orders,
        const std::function<void(const QList<BanOrder>& held)>& before);
    void review(const QList<BanOrder>& added, bool isAnyLifted);
    void hold();
    void obey();
    void keep();

    const Clock& m_clock;
    const Limits& m_limits;
    SignalCore& m_core;
    Headcount m_headcount;
    Bans m_bans;
    QString m_folder;
    std::unique_ptr<KeptText> m_kept; ///< nullptr: nothing is kept
    bool m_hasNewHits = false; ///< that are not kept yet
};

} // namespace Signalbox
