// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/refused/refusalmodel.h"

#include "ui/format.h"
#include "ui/knownby.h"
#include "ui/peername.h"
#include "ui/plaintext.h"

#include <QStringList>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype reasonLength = 300;

bool isIn(const std::vector<Refusal>& refusals, RefusalNumber number)
{
    const auto it = std::lower_bound(refusals.cbegin(), refusals.cend(), number,
        [](const Refusal& one, RefusalNumber wanted) { return one.number < wanted; });
    return it != refusals.cend() && it->number == number;
}

} // namespace

void RefusalModel::apply(const SnapshotPtr& snapshot)
{
    m_now = snapshot->at;
    removeLifted(snapshot->refusals);
    // What is left are the first of those in force: numbers ascend, and later ones are appended.
    const size_t kept = m_refusals.size();
    std::copy_n(snapshot->refusals.cbegin(), kept, m_refusals.begin());
    if (kept > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    if (snapshot->refusals.size() > kept) {
        beginInsertRows(
            {}, static_cast<int>(kept), static_cast<int>(snapshot->refusals.size()) - 1);
        m_refusals = snapshot->refusals;
        endInsertRows();
    }
}

void RefusalModel::removeLifted(const std::vector<Refusal>& refusals)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!isIn(refusals, numberAt(row))) {
            beginRemoveRows({}, row, row);
            m_refusals.erase(m_refusals.begin() + row);
            endRemoveRows();
        }
    }
}

int RefusalModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_refusals.size());
}

int RefusalModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant RefusalModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Refusal& refusal = m_refusals[static_cast<size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell(refusal, column);
    case PlainRole:
        return withoutIsolates(cell(refusal, column));
    case Qt::ToolTipRole:
        return tooltipText(withoutIsolates(
            column == Column::Name ? plain(refusal.known.identity.id) : cell(refusal, column)));
    case Qt::TextAlignmentRole:
        return column == Column::Tries ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? sentence(refusal) : cell(refusal, column);
    default:
        return {};
    }
}

QVariant RefusalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto column = static_cast<Column>(section);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && column == Column::Tries) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Column::Name:
        return tr("Name");
    case Column::Dialect:
        return tr("Dialect");
    case Column::KnownBy:
        return tr("Known by");
    case Column::Reason:
        return tr("Reason");
    case Column::TimeLeft:
        return tr("Time left");
    case Column::Tries:
        return tr("Came back", "how often somebody who is refused tried to come back");
    case Column::Count:
        break;
    }
    return {};
}

RefusalNumber RefusalModel::numberAt(int row) const
{
    return m_refusals[static_cast<size_t>(row)].number;
}

QString RefusalModel::rowAsText(int row) const
{
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column) {
        cells += withoutIsolates(
            cell(m_refusals[static_cast<size_t>(row)], static_cast<Column>(column)));
    }
    return cells.join(u'\t');
}

QString RefusalModel::cell(const Refusal& refusal, Column column) const
{
    switch (column) {
    case Column::Name:
        return readableName(refusal.known);
    case Column::Dialect:
        return plain(refusal.known.origin.dialect);
    case Column::KnownBy:
        return knownByValues(refusal.known);
    case Column::Reason:
        return plain(refusal.reason, reasonLength);
    case Column::TimeLeft:
        return formatTimeLeft(std::chrono::ceil<std::chrono::seconds>(refusal.until - m_now));
    case Column::Tries:
        return refusal.turnedAway > 0
            ? tr("%1 ×", "how many times")
                  .arg(formatCount(static_cast<quint64>(refusal.turnedAway)))
            : QString();
    case Column::Count:
        break;
    }
    return {};
}

QString RefusalModel::sentence(const Refusal& refusal) const
{
    QStringList parts{isolated(cell(refusal, Column::Name))};
    if (const QString dialect = cell(refusal, Column::Dialect); !dialect.isEmpty()) {
        parts += dialect;
    }
    parts += tr("refused: %1", "for how long").arg(cell(refusal, Column::TimeLeft));
    if (refusal.turnedAway > 0) {
        parts += tr("came back %Ln time(s)", nullptr, refusal.turnedAway);
    }
    return parts.join(tr(", "));
}

} // namespace Signalbox
