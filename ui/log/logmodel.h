// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/happening.h"
#include "ui/log/happeningtext.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QList>

#include <chrono>
#include <deque>
#include <variant>

namespace Signalbox {

/// What happened, oldest first: a ring that only grows at its end. The same thing over and over is
/// one line with a counter, so that a flood of refusals leaves the rest readable.
/// Thread: GUI. Owner: the log pane.
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

    /// What the wall clock showed at one moment of the monotonic one.
    struct TimeAnchor
    {
        Moment moment;
        QDateTime wallClock;

        static TimeAnchor present();
    };

    explicit LogModel(const TimeAnchor& anchor = TimeAnchor::present(), QObject* parent = nullptr);

    void append(const QList<Happening>& happenings);

    /// A line of the window's own.
    void append(LogLevel level, const QString& text, Moment at);
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Time, level and text of a row, separated by tabs.
    QString lineAsText(int row) const;

private:
    struct Note
    {
        LogLevel level{};
        QString text;
    };
    struct Line
    {
        Moment at;
        std::variant<Happening, Note> what;
    };

    bool countsAsRepeat(const Happening& happening);
    void appendLines(std::vector<Line> lines);
    QString textOf(const Line& line) const;
    static LogLevel levelOfLine(const Line& line);
    QDateTime wallClock(Moment at) const;

    TimeAnchor m_anchor;
    std::deque<Line> m_lines;
};

} // namespace Signalbox
