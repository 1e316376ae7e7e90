// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/log/logmodel.h"

#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/problems.h"

#include <QLocale>

#include <algorithm>
#include <iterator>

namespace Signalbox {

namespace {

/// A repeat is looked for among this many newest lines, so that two sources in turn make two lines.
constexpr size_t repeatReach = 8;
constexpr std::chrono::seconds repeatTime{10};

/// The monotonic clock may stand still while the computer sleeps, so an anchor serves only for what
/// happened a moment ago.
QDateTime wallClock(const LogModel::TimeAnchor& anchor, Moment at)
{
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    return anchor.wallClock.addMSecs(duration_cast<milliseconds>(at - anchor.moment).count());
}

} // namespace

LogModel::TimeAnchor LogModel::TimeAnchor::present()
{
    return {std::chrono::steady_clock::now(), QDateTime::currentDateTime()};
}

LogModel::LogModel(Clock clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{ }

void LogModel::append(const QList<Happening>& happenings)
{
    const TimeAnchor anchor = m_clock();
    std::vector<Line> lines;
    for (const Happening& happening : happenings) {
        Line line{happening.at, wallClock(anchor, happening.at), happening};
        const auto reach
            = lines.rbegin() + static_cast<std::ptrdiff_t>(std::min(repeatReach, lines.size()));
        const auto repeated = std::find_if(lines.rbegin(), reach,
            [&](const Line& earlier) { return isRepeat(earlier, happening); });
        if (repeated != reach) {
            countRepeat(*repeated, line);
        } else if (!countsAsRepeat(line)) {
            lines.push_back(std::move(line));
        }
    }
    appendLines(std::move(lines));
}

void LogModel::append(LogLevel level, const QString& text, Moment at)
{
    std::vector<Line> lines;
    lines.push_back({at, wallClock(m_clock(), at), Note{level, text}});
    appendLines(std::move(lines));
}

void LogModel::append(const HubState& state, Moment at)
{
    using Phase = HubState::Phase;
    if (state.phase == Phase::Listening) {
        append(LogLevel::Info, tr("The hub listens on port %1").arg(state.port), at);
    } else if (state.phase == Phase::Stopped) {
        append(LogLevel::Info, tr("The hub has stopped"), at);
    } else if (state.phase == Phase::Failed) {
        append(LogLevel::Warning, failureText(state.failure), at);
    }
}

bool LogModel::isRepeat(const Line& line, const Happening& happening)
{
    const auto* earlier = std::get_if<Happening>(&line.what);
    return earlier && isSameCause(*earlier, happening) && happening.at - line.at < repeatTime;
}

void LogModel::countRepeat(Line& line, const Line& repeat)
{
    std::get<Happening>(line.what).times += std::get<Happening>(repeat.what).times;
    line.at = repeat.at;
    line.wallClock = repeat.wallClock;
}

bool LogModel::countsAsRepeat(const Line& repeat)
{
    const size_t reach = std::min(repeatReach, m_lines.size());
    for (size_t i = m_lines.size(); i-- > m_lines.size() - reach;) {
        if (!isRepeat(m_lines[i], std::get<Happening>(repeat.what))) {
            continue;
        }
        countRepeat(m_lines[i], repeat);
        const int row = static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        return true;
    }
    return false;
}

void LogModel::appendLines(std::vector<Line> lines)
{
    if (lines.empty()) {
        return;
    }
    const auto surplus = static_cast<std::ptrdiff_t>(lines.size()) - capacity;
    if (surplus > 0) {
        lines.erase(lines.begin(), lines.begin() + surplus);
    }
    const int overflow = rowCount() + static_cast<int>(lines.size()) - capacity;
    if (overflow > 0) {
        beginRemoveRows({}, 0, overflow - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + overflow);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(lines.size()) - 1);
    std::move(lines.begin(), lines.end(), std::back_inserter(m_lines));
    endInsertRows();
}

void LogModel::clear()
{
    if (m_lines.empty()) {
        return;
    }
    beginRemoveRows({}, 0, rowCount() - 1);
    m_lines.clear();
    endRemoveRows();
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Line& line = m_lines[static_cast<size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DecorationRole && column == Column::Level) {
        return symbolicIcon(levelIcon(levelOfLine(line)));
    }
    if (role == Qt::ToolTipRole && column == Column::Text) {
        return tooltipText(textOf(line));
    }
    if (role == Qt::ToolTipRole && column == Column::Time) {
        return QLocale().toString(line.wallClock, QLocale::LongFormat);
    }
    if (role == PlainRole && column == Column::Text) {
        return withoutIsolates(textOf(line));
    }
    if (role == Qt::AccessibleTextRole && index.column() == 0) {
        return lineAsText(index.row()).replace(u'\t', u' ');
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) {
        return {};
    }
    switch (column) {
    case Column::Time:
        return line.wallClock.toString(QStringLiteral("HH:mm:ss"));
    case Column::Level:
        return levelLabel(levelOfLine(line));
    case Column::Text:
        return textOf(line);
    case Column::Count:
        break;
    }
    return {};
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (static_cast<Column>(section)) {
    case Column::Time:
        return tr("Time");
    case Column::Level:
        return tr("Level");
    case Column::Text:
        return tr("What happened");
    case Column::Count:
        break;
    }
    return {};
}

QString LogModel::lineAsText(int row) const
{
    const Line& line = m_lines[static_cast<size_t>(row)];
    return line.wallClock.toString(Qt::ISODate) + u'\t' + levelLabel(levelOfLine(line)) + u'\t'
        + withoutIsolates(textOf(line));
}

QString LogModel::textOf(const Line& line) const
{
    if (const auto* note = std::get_if<Note>(&line.what)) {
        return note->text;
    }
    const auto& happening = std::get<Happening>(line.what);
    const QString text = happeningText(happening);
    return happening.times > 1 && happening.kind != Happening::Kind::Omitted
        ? tr("%1 (×%2)", "a sentence, and how often that happened")
              .arg(text, QLocale().toString(happening.times))
        : text;
}

LogLevel LogModel::levelOfLine(const Line& line)
{
    if (const auto* note = std::get_if<Note>(&line.what)) {
        return note->level;
    }
    return levelOf(std::get<Happening>(line.what));
}

} // namespace Signalbox
