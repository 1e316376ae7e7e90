// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/log/logmodel.h"

#include "ui/icons.h"
#include "ui/plaintext.h"

#include <QLocale>

#include <algorithm>
#include <iterator>

namespace Signalbox {

namespace {

/// A repeat is looked for among this many newest lines, so that two sources in turn make two lines.
constexpr size_t repeatReach = 8;

} // namespace

LogModel::TimeAnchor LogModel::TimeAnchor::present()
{
    return {std::chrono::steady_clock::now(), QDateTime::currentDateTime()};
}

LogModel::LogModel(const TimeAnchor& anchor, QObject* parent)
    : QAbstractTableModel(parent)
    , m_anchor(anchor)
{ }

void LogModel::append(const QList<Happening>& happenings)
{
    std::vector<Line> lines;
    for (const Happening& happening : happenings) {
        const auto repeated = std::find_if(lines.rbegin(), lines.rend(), [&](const Line& line) {
            return isSameCause(std::get<Happening>(line.what), happening);
        });
        if (repeated != lines.rend()
            && static_cast<size_t>(repeated - lines.rbegin()) < repeatReach)
            std::get<Happening>(repeated->what).times += happening.times;
        else if (!countsAsRepeat(happening))
            lines.push_back({happening.at, happening});
    }
    appendLines(std::move(lines));
}

void LogModel::append(LogLevel level, const QString& text, Moment at)
{
    std::vector<Line> lines;
    lines.push_back({at, Note{level, text}});
    appendLines(std::move(lines));
}

bool LogModel::countsAsRepeat(const Happening& happening)
{
    const size_t reach = std::min(repeatReach, m_lines.size());
    for (size_t i = m_lines.size(); i-- > m_lines.size() - reach;) {
        auto* earlier = std::get_if<Happening>(&m_lines[i].what);
        if (!earlier || !isSameCause(*earlier, happening))
            continue;
        earlier->times += happening.times;
        const QModelIndex changed = index(static_cast<int>(i), static_cast<int>(Column::Text));
        Q_EMIT dataChanged(changed, changed);
        return true;
    }
    return false;
}

void LogModel::appendLines(std::vector<Line> lines)
{
    if (lines.empty())
        return;
    const auto surplus = static_cast<std::ptrdiff_t>(lines.size()) - capacity;
    if (surplus > 0)
        lines.erase(lines.begin(), lines.begin() + surplus);
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
    if (m_lines.empty())
        return;
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
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = m_lines[static_cast<size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DecorationRole && column == Column::Level)
        return symbolicIcon(levelIcon(levelOfLine(line)));
    if (role == Qt::ToolTipRole && column == Column::Text)
        return tooltipText(textOf(line));
    if (role == Qt::ToolTipRole && column == Column::Time)
        return QLocale().toString(wallClock(line.at), QLocale::LongFormat);
    if (role == Qt::AccessibleTextRole && index.column() == 0)
        return lineAsText(index.row()).replace(u'\t', u' ');
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (column) {
    case Column::Time:
        return wallClock(line.at).toString(QStringLiteral("HH:mm:ss"));
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
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
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
    return wallClock(line.at).toString(Qt::ISODate) + u'\t' + levelLabel(levelOfLine(line)) + u'\t'
        + textOf(line);
}

QString LogModel::textOf(const Line& line) const
{
    if (const auto* note = std::get_if<Note>(&line.what))
        return note->text;
    const auto& happening = std::get<Happening>(line.what);
    const QString text = happeningText(happening);
    return happening.times > 1 && happening.kind != Happening::Kind::Omitted
        ? tr("%1 (×%2)", "a sentence, and how often that happened")
              .arg(text, QLocale().toString(happening.times))
        : text;
}

LogLevel LogModel::levelOfLine(const Line& line)
{
    if (const auto* note = std::get_if<Note>(&line.what))
        return note->level;
    return levelOf(std::get<Happening>(line.what));
}

QDateTime LogModel::wallClock(Moment at) const
{
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    return m_anchor.wallClock.addMSecs(duration_cast<milliseconds>(at - m_anchor.moment).count());
}

} // namespace Signalbox
