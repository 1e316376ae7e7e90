// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/statusline.h"

#include "ui/format.h"

#include <QAccessible>
#include <QLabel>
#include <QLocale>

#include <chrono>

namespace Signalbox {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds sayingTime{8000};

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent)
    , m_totals(new QLabel(this))
{
    setSizeGripEnabled(false);
    m_totals->setObjectName(QStringLiteral("totals"));
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setContentsMargins(4, 1, 8, 1);
    addPermanentWidget(m_totals);
}

void StatusLine::apply(const SnapshotPtr& snapshot)
{
    const Totals& totals = snapshot->totals;
    if (m_previous != Moment{} && totals.relayed >= m_relayedBefore) {
        m_relayed.add(m_previous, snapshot->at, totals.relayed - m_relayedBefore);
    }
    m_relayedBefore = totals.relayed;
    m_previous = snapshot->at;

    const QString peers = tr("%Ln peer(s)", nullptr, static_cast<int>(snapshot->rows.size()));
    const QString rooms = tr("%Ln room(s)", nullptr, static_cast<int>(snapshot->rooms.size()));
    const QString rate
        = tr("%1 msg/s", "messages per second").arg(formatCount(m_relayed.current(snapshot->at)));
    const QString relayed = tr("%1 relayed", "messages").arg(formatCount(totals.relayed));
    const QString bytes = formatBytes(totals.traffic.bytesIn + totals.traffic.bytesOut);
    const auto up = std::chrono::floor<std::chrono::seconds>(snapshot->at - snapshot->startedAt);
    const QString separator = QStringLiteral(" \u00b7 ");
    m_shortTotals = QStringList{peers, rooms, rate}.join(separator);
    m_totals->setText(
        QStringList{peers, rooms, relayed, rate, bytes, tr("up %1").arg(formatDuration(up))}.join(
            separator));
}

void StatusLine::clearTotals()
{
    m_totals->clear();
    m_shortTotals.clear();
}

void StatusLine::say(const QString& sentence)
{
    showMessage(sentence, static_cast<int>(sayingTime.count()));
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace Signalbox
