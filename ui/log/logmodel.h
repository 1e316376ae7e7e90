// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/signal/happening.h"
#include "ui/log/happeningtext.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QList>

#include <chrono>
#include <deque>
#include <functional>
#include <variant>

namespace Signalbox {

/// What happened, oldest first: a ring that only grows at its end. The same thing over and over is
/// one line with a counter, so that a flood of bans leaves the rest readable.
///
/// Thread: GUI. Owner: the main window.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column
    {
        Time,
        Level,
        Text,
        Count
    };
    static constexpr int capacity = 20'000;

    enum Role
    {
        PlainRole = Qt::UserRole, ///< the text without what keeps writing directions apart
    };

    /// What the wall clock showed at one moment of the monotonic one.
    struct TimeAnchor
    {
        Moment moment;
        QDateTime wallClock;

        static TimeAnchor present();
    };
    using Clock = std::function<TimeAnchor()>;

    explicit LogModel(Clock clock = &TimeAnchor::present, QObject* parent = nullptr);

    void append(const QList<Happening>& happenings);

    /// A line of the window's own.
    void append(LogLevel level, const QString& text, Moment at);
    void append(
        const HubState& state, Moment at); ///< what the hub does, where that is worth a line
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Time, level and plain text of a row, separated by tabs.
    QString lineAsText(int row) const;

private:
    struct Note
    {
        LogLevel level{};
        QString text;
    };
    struct Line
    {
        Moment at; ///< of the newest where it is a repeat
        QDateTime wallClock;
        std::variant<Happening, Note> what;
    };

    static bool isRepeat(const Line& line, const Happening& happening);
    static void countRepeat(Line& line, const Line& repeat);
    bool countsAsRepeat(const Line& repeat);
    void appendLines(std::vector<Line> lines);
    QString textOf(const Line& line) const;
    static LogLevel levelOfLine(const Line& line);

    Clock m_clock;
    std::deque<Line> m_lines;
};

} // namespace Signalbox
