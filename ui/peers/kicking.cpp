// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/kicking.h"

#include "core/hub.h"
#include "ui/bantimes.h"
#include "ui/format.h"
#include "ui/knownby.h"
#include "ui/peers/peertablemodel.h"
#include "ui/plaintext.h"
#include "ui/uistate.h"

#include <QMultiHash>
#include <QPointer>
#include <QSet>

#include <algorithm>
#include <utility>

namespace Signalbox {

namespace {

constexpr int rememberedReasons = 8;
const QString reasonsKey = QStringLiteral("kick/reasons");

KickTarget targetOf(const PeerEntry& entry)
{
    return {entry.row.peer, entry.name, entry.id, entry.address};
}

} // namespace

Kicking::Kicking(Hub& hub, const PeerTableModel& peers, UiState& state, QWidget& window)
    : QObject(&window)
    , m_hub(hub)
    , m_peers(peers)
    , m_state(state)
    , m_window(window)
    , m_reasons(state.list(reasonsKey))
{
    if (m_reasons.isEmpty()) {
        m_reasons = QStringList{tr("The owner of this hub has put you out.")};
    }
}

void Kicking::ask(const QList<PeerNumber>& peers)
{
    const QList<KickTarget> targets = targetsOf(peers);
    if (targets.isEmpty()) {
        return;
    }
    auto* dialog = new KickDialog(targets, alikeTo(targets), m_reasons, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        remember(dialog->reason());
        kick(dialog->chosen(), dialog->reason(), dialog->refuseFor());
    });
    dialog->open();
}

void Kicking::kickNow(const QList<PeerNumber>& peers)
{
    const QList<KickTarget> targets = targetsOf(peers);
    if (!alikeTo(targets).isEmpty()) {
        ask(peers);
    } else if (!targets.isEmpty()) {
        kick(targets, m_reasons.first(), usualBan);
    }
}

QList<KickTarget> Kicking::targetsOf(const QList<PeerNumber>& peers) const
{
    QList<KickTarget> targets;
    for (const PeerNumber number : peers) {
        const int row = m_peers.rowOf(number);
        if (row >= 0) {
            targets.append(targetOf(m_peers.entry(row)));
        }
    }
    return targets;
}

QList<KickTarget> Kicking::alikeTo(const QList<KickTarget>& targets) const
{
    // Only who comes from the same address can be alike, so the others are not compared.
    QMultiHash<QString, const Peer*> byAddress;
    QSet<PeerNumber> meant;
    for (const KickTarget& target : targets) {
        meant.insert(target.peer.number);
        byAddress.insert(target.peer.origin.address, &target.peer);
    }
    QList<KickTarget> alike;
    for (int row = 0; row < m_peers.rowCount(); ++row) {
        const PeerEntry& entry = m_peers.entry(row);
        const Peer& peer = entry.row.peer;
        if (peer.parked || meant.contains(peer.number)) {
            continue;
        }
        const auto [begin, end] = std::as_const(byAddress).equal_range(peer.origin.address);
        if (std::any_of(begin, end, [&](const Peer* target) { return isAlike(*target, peer); })) {
            alike.append(targetOf(entry));
        }
    }
    return alike;
}

void Kicking::kick(
    const QList<KickTarget>& targets, const QString& reason, std::chrono::milliseconds refuseFor)
{
    QList<PeerNumber> numbers;
    for (const KickTarget& target : targets) {
        numbers.append(target.peer.number);
    }
    m_hub.kick(numbers, reason, refuseFor,
        [self = QPointer(this), targets, refuseFor, before = m_snapshot](
            const OrderOutcome& outcome) {
            if (self) {
                self->tell(targets, refuseFor, outcome, before);
            }
        });
}

/// What became of a kick; only now is it known who was there, and who is kept out.
void Kicking::tell(const QList<KickTarget>& targets, std::chrono::milliseconds refuseFor,
    const OrderOutcome& outcome, const SnapshotPtr& before)
{
    QList<KickTarget> kicked = targets;
    kicked.removeIf([&outcome](const KickTarget& target) {
        return !outcome.found.contains(target.peer.number);
    });
    if (kicked.isEmpty()) {
        Q_EMIT said(tr("They had already left."));
        return;
    }
    const bool isToBeKeptOut = refuseFor.count() > 0;
    const QString sentence = outcomeText(kicked, outcome, refuseFor)
        + (isToBeKeptOut ? shortcomings(kicked, outcome) : QString());
    if (isToBeKeptOut && !outcome.held.isEmpty()) {
        Q_EMIT done(sentence, before);
    } else {
        Q_EMIT said(sentence);
    }
}

QString Kicking::outcomeText(const QList<KickTarget>& kicked, const OrderOutcome& outcome,
    std::chrono::milliseconds refuseFor)
{
    const QString name = isolated(plain(kicked.last().name, 40));
    const auto count = static_cast<int>(kicked.size());
    const auto held = static_cast<int>(outcome.held.size());
    if (refuseFor.count() == 0 || held == 0) {
        return count == 1 ? tr("Kicked %1.").arg(name) : tr("Kicked %Ln peer(s).", nullptr, count);
    }
    const QString time = refuseFor == Forever
        ? formatTimeLeft(std::chrono::seconds::max())
        : formatTimeLeft(std::chrono::ceil<std::chrono::seconds>(refuseFor));
    if (held < count) {
        return tr("Kicked %Ln peer(s).", nullptr, count) + u' '
            + tr("Kept out %Ln of them: %1.", nullptr, held).arg(time);
    }
    return count == 1 ? tr("Kicked %1. Kept out: %2.", "a name and a time").arg(name, time)
                      : tr("Kicked %Ln peer(s). Kept out: %1.", "a time", count).arg(time);
}

/// Why some of them, or all, can come back although they were to be kept out.
QString Kicking::shortcomings(const QList<KickTarget>& kicked, const OrderOutcome& outcome)
{
    int alike = 0;
    int unlisted = 0;
    for (const KickTarget& target : kicked) {
        if (!outcome.held.contains(target.peer.number)) {
            ++(canBeKnownAgain(target.peer) ? unlisted : alike);
        }
    }
    const auto all = static_cast<int>(kicked.size());
    QString text;
    if (alike > 0) {
        text += u' '
            + (alike == all ? tr("They can come back at once: nothing tells them from others at "
                                 "their address.")
                            : tr("%Ln can come back at once: nothing tells them from others at "
                                 "their address.",
                                nullptr, alike));
    }
    if (unlisted > 0) {
        text += u' '
            + (unlisted == all ? tr("They can come back at once: the list of bans is full. Lift "
                                    "some that you no longer need.")
                               : tr("%Ln can come back at once: the list of bans is full. Lift "
                                    "some that you no longer need.",
                                   nullptr, unlisted));
    }
    return text;
}

void Kicking::remember(const QString& reason)
{
    m_reasons.removeAll(reason);
    m_reasons.prepend(reason);
    m_reasons = m_reasons.mid(0, rememberedReasons);
    m_state.saveList(reasonsKey, m_reasons);
}

} // namespace Signalbox
