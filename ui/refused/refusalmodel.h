// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QAbstractTableModel>

#include <vector>

namespace Signalbox {

/// Who is not to come back for a while, oldest first, exactly as the newest snapshot has it. The
/// time that is left is that of the snapshot. Words are found when they are drawn.
///
/// Thread: GUI. Owner: the refused pane.
class RefusalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column
    {
        Name,
        Dialect,
        KnownBy,
        Reason,
        TimeLeft,
        Tries,
        Count
    };

    enum Role
    {
        PlainRole = Qt::UserRole, ///< the text without what keeps writing directions apart
    };

    using QAbstractTableModel::QAbstractTableModel;

    void apply(const SnapshotPtr& snapshot);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    RefusalNumber numberAt(int row) const;
    QString rowAsText(int row) const; ///< all of it on one line, separated by tabs

private:
    void removeLifted(const std::vector<Refusal>& refusals);
    QString cell(const Refusal& refusal, Column column) const;
    QString sentence(const Refusal& refusal) const;

    std::vector<Refusal> m_refusals;
    Moment m_now{};
};

} // namespace Signalbox
