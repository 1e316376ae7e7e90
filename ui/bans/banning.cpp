// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/bans/banning.h"

#include "core/admission/banpattern.h"
#include "core/hub.h"
#include "ui/bans/bantext.h"
#include "ui/bantimes.h"
#include "ui/format.h"
#include "ui/knownby.h"
#include "ui/peername.h"

#include <QPointer>

#include <algorithm>

namespace Signalbox {

namespace {

std::chrono::milliseconds timeLeft(const Ban& ban, Moment now)
{
    return ban.until == Moment::max()
        ? Forever
        : std::chrono::ceil<std::chrono::milliseconds>(ban.until - now);
}

QStringList namesOf(const QList<Peer>& peers)
{
    QStringList names;
    for (const Peer& peer : peers) {
        names += readableName(peer);
    }
    return names;
}

} // namespace

Banning::Banning(Hub& hub, QWidget& window)
    : QObject(&window)
    , m_hub(hub)
    , m_window(window)
    , m_snapshot(std::make_shared<Snapshot>())
{ }

void Banning::apply(const SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    Q_EMIT snapshotChanged(snapshot);
}

void Banning::askForPeers(const QList<PeerNumber>& peers, BanRule::Kind kind)
{
    const QList<Peer> meant = present(peers);
    if (meant.isEmpty()) {
        Q_EMIT said(tr("They had already left."));
        return;
    }
    BanDialog::Draft draft{meant, {}, false, {}};
    draft.order.rule.kind = kind;
    open(draft, {});
}

void Banning::askForAnybody()
{
    BanDialog::Draft draft;
    draft.order.rule.kind = BanRule::Kind::Address;
    open(draft, {});
}

void Banning::edit(const QList<BanNumber>& bans)
{
    const Ban* ban = bans.isEmpty() ? nullptr : find(bans.first());
    if (ban == nullptr) {
        return;
    }
    BanDialog::Draft draft;
    if (ban->rule.kind == BanRule::Kind::Peer) {
        draft.peers = {ban->rule.known};
    }
    draft.order = {ban->rule, ban->effect, ban->reason, timeLeft(*ban, m_snapshot->at)};
    draft.isEdit = true;
    open(draft, {ban->number});
}

void Banning::open(const BanDialog::Draft& draft, const QList<BanNumber>& replaced)
{
    BanDialog::Draft whole = draft;
    for (const Endpoint& endpoint : m_hub.state().endpoints) {
        whole.hubAddresses += endpoint.address;
    }
    auto* dialog = new BanDialog(whole, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->apply(m_snapshot);
    connect(this, &Banning::snapshotChanged, dialog, &BanDialog::apply);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, replaced] { order(dialog->orders(), replaced); });
    dialog->open();
}

void Banning::order(const QList<BanOrder>& orders, const QList<BanNumber>& replaced)
{
    QList<BanOrder> wanted = orders;
    const Ban* former = replaced.isEmpty() ? nullptr : find(replaced.first());
    if (former != nullptr) {
        wanted.first().hits = former->hits;
    }
    m_hub.replace(replaced, wanted,
        [self = QPointer(this), wanted, before = m_snapshot](const QList<bool>& holds) {
            if (self) {
                self->tell(wanted, holds, before);
            }
        });
}

/// What became of an order; only now is it known whether it holds.
void Banning::tell(
    const QList<BanOrder>& orders, const QList<bool>& holds, const SnapshotPtr& before)
{
    QStringList held;
    QStringList failed;
    for (qsizetype i = 0; i < orders.size(); ++i) {
        (holds[i] ? held : failed) += whomText(orders[i].rule);
    }
    if (held.isEmpty()) {
        Q_EMIT said(noPlace());
        return;
    }
    const BanOrder& first = orders.first();
    const QString time = first.lasts == Forever
        ? formatTimeLeft(std::chrono::seconds::max())
        : formatTimeLeft(std::chrono::ceil<std::chrono::seconds>(first.lasts));
    const QString sentence = first.effect == BanEffect::Mute
        ? tr("Muted %1: %2.", "names and a time").arg(listOfNames(held), time)
        : tr("Banned %1: %2.", "names and a time").arg(listOfNames(held), time);
    Q_EMIT done(failed.isEmpty()
            ? sentence
            : tr("%1 But not %2.", "a sentence, and names").arg(sentence, listOfNames(failed)),
        before);
}

const Ban* Banning::find(BanNumber number) const
{
    const auto& bans = m_snapshot->bans;
    const auto ban = std::find_if(
        bans.cbegin(), bans.cend(), [number](const Ban& one) { return one.number == number; });
    return ban == bans.cend() ? nullptr : &*ban;
}

void Banning::lift(const QList<BanNumber>& bans)
{
    if (bans.isEmpty()) {
        return;
    }
    const QString names = namesOf(bans);
    m_hub.unban(bans);
    Q_EMIT done(names.isEmpty() ? tr("Let %Ln in again.", nullptr, static_cast<int>(bans.size()))
                                : tr("Lifted the ban of %1.", "names").arg(names),
        m_snapshot);
}

QString Banning::namesOf(const QList<BanNumber>& bans) const
{
    QStringList names;
    for (const Ban& ban : m_snapshot->bans) {
        if (bans.contains(ban.number)) {
            names += whomText(ban.rule);
        }
    }
    return listOfNames(names);
}

void Banning::mute(const QList<PeerNumber>& peers)
{
    const QList<Peer> meant = present(peers);
    const bool canHold = std::any_of(meant.cbegin(), meant.cend(), canBeKnownAgain);
    if (meant.isEmpty()) {
        Q_EMIT said(tr("They had already left."));
    } else if (!canHold) {
        Q_EMIT said(tr("Cannot mute: nothing tells them from others at their address."));
    } else {
        m_hub.mute(peers, {}, Forever,
            [self = QPointer(this), meant, before = m_snapshot](const OrderOutcome& outcome) {
                if (self) {
                    self->tellMuted(meant, outcome, before);
                }
            });
    }
}

void Banning::tellMuted(
    const QList<Peer>& meant, const OrderOutcome& outcome, const SnapshotPtr& before)
{
    QList<Peer> muted = meant;
    muted.removeIf([&outcome](const Peer& peer) { return !outcome.held.contains(peer.number); });
    if (outcome.found.isEmpty()) {
        Q_EMIT said(tr("They had already left."));
    } else if (muted.isEmpty()) {
        Q_EMIT said(noPlace());
    } else {
        Q_EMIT done(tr("Muted %1.", "names").arg(listOfNames(Signalbox::namesOf(muted))), before);
    }
}

QString Banning::noPlace()
{
    return tr(
        "This does not hold, and nothing has changed: the list of bans is full. Lift some that "
        "you no longer need.");
}

void Banning::unmute(const QList<PeerNumber>& peers)
{
    const QList<Peer> meant = present(peers);
    QList<BanNumber> lifted;
    for (const Ban& ban : m_snapshot->bans) {
        if (ban.effect != BanEffect::Mute) {
            continue;
        }
        const BanRules rule({ban.rule});
        const auto isHit = [&rule](const Peer& peer) { return rule.hit(peer); };
        if (std::any_of(meant.cbegin(), meant.cend(), isHit)) {
            lifted += ban.number;
        }
    }
    if (!lifted.isEmpty()) {
        m_hub.unban(lifted);
        Q_EMIT done(
            tr("%1 can be heard again.", "names").arg(listOfNames(Signalbox::namesOf(meant))),
            m_snapshot);
    }
}

bool Banning::areMuted(const QList<PeerNumber>& peers) const
{
    const QList<Peer> meant = present(peers);
    return !meant.isEmpty()
        && std::all_of(meant.cbegin(), meant.cend(), [](const Peer& peer) { return peer.muted; });
}

QList<Peer> Banning::present(const QList<PeerNumber>& peers) const
{
    QList<Peer> found;
    const auto& rows = m_snapshot->rows;
    for (const PeerNumber number : peers) {
        const auto row = std::lower_bound(rows.cbegin(), rows.cend(), number,
            [](const PeerRow& one, PeerNumber wanted) { return one.peer.number < wanted; });
        if (row != rows.cend() && row->peer.number == number) {
            found += row->peer;
        }
    }
    return found;
}

} // namespace Signalbox
