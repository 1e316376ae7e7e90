// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/bans/banmodel.h"

#include "ui/bans/bantext.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/plaintext.h"

#include <QStringList>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype reasonLength = 300;

bool isIn(const std::vector<Ban>& bans, BanNumber number)
{
    const auto it = std::lower_bound(bans.cbegin(), bans.cend(), number,
        [](const Ban& one, BanNumber wanted) { return one.number < wanted; });
    return it != bans.cend() && it->number == number;
}

} // namespace

void BanModel::apply(const SnapshotPtr& snapshot)
{
    m_now = snapshot->at;
    removeLifted(snapshot->bans);
    // What is left are the first of those in force: numbers ascend, and later ones are appended.
    const size_t kept = m_bans.size();
    std::copy_n(snapshot->bans.cbegin(), kept, m_bans.begin());
    if (kept > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    if (snapshot->bans.size() > kept) {
        beginInsertRows({}, static_cast<int>(kept), static_cast<int>(snapshot->bans.size()) - 1);
        m_bans = snapshot->bans;
        endInsertRows();
    }
}

void BanModel::removeLifted(const std::vector<Ban>& bans)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!isIn(bans, numberAt(row))) {
            beginRemoveRows({}, row, row);
            m_bans.erase(m_bans.begin() + row);
            endRemoveRows();
        }
    }
}

int BanModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_bans.size());
}

int BanModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant BanModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Ban& ban = m_bans[static_cast<size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell(ban, column);
    case PlainRole:
        return withoutIsolates(cell(ban, column));
    case Qt::ToolTipRole:
        return tooltipText(withoutIsolates(detail(ban, column)));
    case Qt::DecorationRole:
        return column == Column::Effect ? QVariant(symbolicIcon(effectIcon(ban.effect)))
                                        : QVariant();
    case Qt::TextAlignmentRole:
        return column == Column::Hits ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? sentence(ban) : cell(ban, column);
    default:
        return {};
    }
}

QVariant BanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto column = static_cast<Column>(section);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && column == Column::Hits) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Column::Whom:
        return tr("Whom");
    case Column::KnownBy:
        return tr("Known by");
    case Column::Effect:
        return tr("Effect");
    case Column::Reason:
        return tr("Reason");
    case Column::TimeLeft:
        return tr("Time left");
    case Column::Hits:
        return tr("Hits", "how often a ban had its effect");
    case Column::Count:
        break;
    }
    return {};
}

BanNumber BanModel::numberAt(int row) const
{
    return m_bans[static_cast<size_t>(row)].number;
}

QString BanModel::rowAsText(int row) const
{
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column) {
        cells
            += withoutIsolates(cell(m_bans[static_cast<size_t>(row)], static_cast<Column>(column)));
    }
    return cells.join(u'\t');
}

QString BanModel::cell(const Ban& ban, Column column) const
{
    switch (column) {
    case Column::Whom:
        return whomText(ban.rule);
    case Column::KnownBy:
        return knownByText(ban.rule);
    case Column::Effect:
        return effectText(ban.effect);
    case Column::Reason:
        return plain(ban.reason, reasonLength);
    case Column::TimeLeft:
        return formatTimeLeft(timeLeft(ban));
    case Column::Hits:
        return ban.hits > 0
            ? tr("%1 ×", "how many times").arg(formatCount(static_cast<quint64>(ban.hits)))
            : QString();
    case Column::Count:
        break;
    }
    return {};
}

QString BanModel::detail(const Ban& ban, Column column) const
{
    if (column != Column::Whom || ban.rule.kind != BanRule::Kind::Peer) {
        return cell(ban, column);
    }
    const Peer& known = ban.rule.known;
    const QString id = plain(known.identity.id);
    const QString dialect = plain(known.origin.dialect);
    return id.isEmpty() || dialect.isEmpty() ? cell(ban, column)
                                             : tr("%1\nID %2", "a dialect").arg(dialect, id);
}

std::chrono::seconds BanModel::timeLeft(const Ban& ban) const
{
    return std::chrono::ceil<std::chrono::seconds>(ban.until - m_now);
}

QString BanModel::sentence(const Ban& ban) const
{
    QStringList parts{isolated(cell(ban, Column::Whom)), cell(ban, Column::KnownBy)};
    parts += tr("%1: %2", "an effect, and for how long")
                 .arg(cell(ban, Column::Effect), cell(ban, Column::TimeLeft));
    if (ban.hits > 0) {
        parts += tr("hit %Ln time(s)", nullptr, ban.hits);
    }
    return parts.join(tr(", "));
}

} // namespace Signalbox
