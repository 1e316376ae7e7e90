// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/peers/ratehistory.h"

#include <QStatusBar>

class QLabel;

namespace Signalbox {

/// The bottom of the window: what has just been done at the left, sums at the right.
///
/// Thread: GUI. Owner: the main window.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);
    void clearTotals();

    /// A sentence that goes by itself after a while.
    void say(const QString& sentence);

    /// The few sums that the top of the window repeats.
    QString shortTotals() const { return m_shortTotals; }

private:
    QLabel* m_totals;
    QString m_shortTotals;
    RateHistory m_relayed;
    quint64 m_relayedBefore = 0;
    Moment m_previous{};
};

} // namespace Signalbox
