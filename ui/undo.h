// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QObject>
#include <QTimer>

#include <vector>

class QAction;

namespace Signalbox {

class Hub;
class MessageBar;

/// What must be ordered so that the bans are again what they were.
struct Reversal
{
    QList<BanNumber> lifted;
    QList<BanOrder> restored; ///< with the time that was left of them
};

/// before and after: the bans around something that was done; now: for what time is left. What was
/// over meanwhile is not restored.
Reversal reversalOf(const std::vector<Ban>& before, const std::vector<Ban>& after, Moment now);

/// Offers for a while to take back what was done last about bans: it compares the bans of the
/// snapshots before and after it, so that it need not know what it was. Something else that is done
/// takes the offer's place.
///
/// Thread: GUI. Owner: the main window.
class Undo : public QObject
{
    Q_OBJECT

public:
    /// action: may be triggered as long as there is an offer.
    Undo(Hub& hub, MessageBar& bar, QAction& action, QObject* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);

    /// To be called with the sentence about what was done as soon as the hub has been told; or
    /// later, with how things stood when it was.
    void offer(const QString& sentence, const SnapshotPtr& before = {});

    /// For how long an offer stands; tests shorten it.
    void setTime(std::chrono::milliseconds time) { m_timer.setInterval(time); }

private:
    enum class Stage
    {
        Idle,
        Doing, ///< the hub has not done it yet
        Done, ///< the next snapshot shows what it did
        Known,
    };

    void undo();
    void reverse();
    void end();

    Hub& m_hub;
    MessageBar& m_bar;
    QAction& m_action;
    QTimer m_timer;
    SnapshotPtr m_newest;
    std::vector<Ban> m_before;
    std::vector<Ban> m_after;
    Moment m_doneAt{};
    Stage m_stage = Stage::Idle;
    bool m_isWanted = false; ///< undone as soon as it is known what is to be undone
    int m_offers = 0;
};

} // namespace Signalbox
