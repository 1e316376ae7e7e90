// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/kicking.h"

#include "core/hub.h"
#include "ui/peers/peertablemodel.h"
#include "ui/plaintext.h"
#include "ui/uistate.h"

namespace Signalbox {

namespace {

constexpr int rememberedReasons = 8;
const QString reasonsKey = QStringLiteral("kick/reasons");

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
    auto* dialog = new KickDialog(targets, m_reasons, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        remember(dialog->reason());
        kick(dialog->targets(), dialog->reason());
    });
    dialog->open();
}

void Kicking::kickNow(const QList<PeerNumber>& peers)
{
    const QList<KickTarget> targets = targetsOf(peers);
    if (!targets.isEmpty()) {
        kick(targets, m_reasons.first());
    }
}

QList<KickTarget> Kicking::targetsOf(const QList<PeerNumber>& peers) const
{
    QList<KickTarget> targets;
    for (const PeerNumber number : peers) {
        const int row = m_peers.rowOf(number);
        if (row < 0) {
            continue;
        }
        const PeerEntry& entry = m_peers.entry(row);
        targets.append({number, entry.name(), entry.id, entry.address});
    }
    return targets;
}

void Kicking::kick(const QList<KickTarget>& targets, const QString& reason)
{
    QList<PeerNumber> present;
    QString name;
    for (const KickTarget& target : targets) {
        if (m_peers.rowOf(target.number) < 0) {
            continue;
        }
        present.append(target.number);
        name = target.name;
    }
    if (present.isEmpty()) {
        Q_EMIT said(tr("They had already left."));
        return;
    }
    m_hub.kick(present, reason);
    Q_EMIT said(present.size() == 1
            ? tr("Kicked %1.").arg(isolated(plain(name, 40)))
            : tr("Kicked %Ln peer(s).", nullptr, static_cast<int>(present.size())));
}

void Kicking::remember(const QString& reason)
{
    m_reasons.removeAll(reason);
    m_reasons.prepend(reason);
    m_reasons = m_reasons.mid(0, rememberedReasons);
    m_state.saveList(reasonsKey, m_reasons);
}

} // namespace Signalbox
