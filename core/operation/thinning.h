// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/happening.h"

#include <QHash>

#include <map>
#include <optional>
#include <tuple>

namespace Signalbox {

/// Decides which happenings get a line of their own in the log, so that nobody can fill the disk by
/// it: of each minute the first of a network do; the others are counted by what they are and where
/// they came from. Networks as of blockOf().
///
/// Thread: any, one at a time. Owner: the log.
class Thinning
{
public:
    static constexpr std::chrono::minutes Interval{1};

    /// Lines of one minute. Who is turned away at the door says the same again and again; who is in
    /// does so by name, and may be one of five hundred behind one router who all lose the network
    /// and come back.
    static constexpr int MostRejections = 10; ///< of one cause and network
    static constexpr int MostOfANetwork = 2000;
    static constexpr int MostInAll = 5000;

    /// So many kinds of what has no line are told apart by where they came from.
    static constexpr size_t MostTallies = 1024;

    /// Whether it gets a line. Else it is counted.
    bool hasLine(const Happening& happening);

    /// The minute is over, and there is something to tell of it, which take() does.
    bool isDue(Moment now) const;

    /// What had no line since the last time: kind, cause, address (of the network; empty: of
    /// several), and times, at this moment. Another minute begins with what comes next.
    QList<Happening> take(Moment now);

private:
    using Key = std::tuple<Happening::Kind, decltype(Happening::cause), QString>;
    struct Tally
    {
        int lines = 0; ///< of rejections only
        int omitted = 0;
    };

    Tally& tallyOf(const Happening& happening, const QString& network);

    std::optional<Moment> m_begin;
    std::map<Key, Tally> m_tallies;
    QHash<QString, int> m_linesOf; ///< by network
    int m_lines = 0;
};

} // namespace Signalbox
