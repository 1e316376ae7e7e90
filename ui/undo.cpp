// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/undo.h"

#include "core/hub.h"
#include "ui/messagebar.h"

#include <QAction>
#include <QPointer>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr std::chrono::seconds usualTime{10};
const QString offerId = QStringLiteral("undo");

const Ban* find(const std::vector<Ban>& bans, BanNumber number)
{
    const auto it = std::find_if(
        bans.cbegin(), bans.cend(), [number](const Ban& ban) { return ban.number == number; });
    return it == bans.cend() ? nullptr : &*it;
}

bool isSame(const Ban& a, const Ban& b)
{
    return a.rule.kind == b.rule.kind && a.rule.pattern == b.rule.pattern
        && a.rule.known.identity == b.rule.known.identity
        && a.rule.known.rooms == b.rule.known.rooms && a.effect == b.effect && a.reason == b.reason
        && a.until == b.until;
}

} // namespace

Reversal reversalOf(const std::vector<Ban>& before, const std::vector<Ban>& after, Moment now)
{
    Reversal reversal;
    for (const Ban& ban : after) {
        const Ban* earlier = find(before, ban.number);
        if (!earlier || !isSame(*earlier, ban)) {
            reversal.lifted += ban.number;
        }
    }
    for (const Ban& ban : before) {
        const Ban* later = find(after, ban.number);
        if ((later && isSame(ban, *later)) || ban.until <= now) {
            continue;
        }
        const auto left = ban.until == Moment::max()
            ? Forever
            : std::chrono::ceil<std::chrono::milliseconds>(ban.until - now);
        const int hits = later ? later->hits : ban.hits;
        reversal.restored.append({ban.rule, ban.effect, ban.reason, left, hits});
    }
    return reversal;
}

Undo::Undo(Hub& hub, MessageBar& bar, QAction& action, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_bar(bar)
    , m_action(action)
    , m_newest(std::make_shared<Snapshot>())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(usualTime);
    connect(&m_timer, &QTimer::timeout, this, &Undo::end);
    connect(&action, &QAction::triggered, this, &Undo::undo);
    end();
}

void Undo::apply(const SnapshotPtr& snapshot)
{
    m_newest = snapshot;
    if (m_stage != Stage::Done || snapshot->at < m_doneAt) {
        return;
    }
    m_after = snapshot->bans;
    m_stage = Stage::Known;
    if (m_isWanted) {
        reverse();
    }
}

void Undo::offer(const QString& sentence, const SnapshotPtr& before)
{
    m_before = (before ? before : m_newest)->bans;
    m_stage = Stage::Doing;
    m_isWanted = false;
    m_hub.inquire([self = QPointer(this), mine = ++m_offers](int) {
        if (self && self->m_offers == mine && self->m_stage == Stage::Doing) {
            self->m_doneAt = std::chrono::steady_clock::now();
            self->m_stage = Stage::Done;
        }
    });
    m_bar.post({offerId, BarMessage::Severity::Info, sentence, {{tr("Undo"), [this] { undo(); }}}});
    m_action.setEnabled(true);
    m_timer.start();
}

void Undo::undo()
{
    if (m_stage == Stage::Idle || m_isWanted) {
        return;
    }
    m_isWanted = true;
    m_timer.stop();
    m_bar.withdraw(offerId);
    m_action.setEnabled(false);
    if (m_stage == Stage::Known) {
        reverse();
    }
}

void Undo::reverse()
{
    const Reversal reversal = reversalOf(m_before, m_after, m_newest->at);
    m_hub.replace(reversal.lifted, reversal.restored);
    end();
}

void Undo::end()
{
    m_stage = Stage::Idle;
    m_isWanted = false;
    m_timer.stop();
    m_bar.withdraw(offerId);
    m_action.setEnabled(false);
}

} // namespace Signalbox
