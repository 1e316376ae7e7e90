// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QAbstractTableModel>

#include <vector>

namespace Signalbox {

/// Who is banned or muted, oldest first, exactly as the newest snapshot has it. The
/// time that is left is that of the snapshot. Words are found when they are drawn.
///
/// Thread: GUI. Owner: the pane of the banned.
class BanModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column
    {
        Whom,
        KnownBy,
        Effect,
        Reason,
        TimeLeft,
        Hits,
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

    BanNumber numberAt(int row) const;
    QString rowAsText(int row) const; ///< all of it on one line, separated by tabs

private:
    void removeLifted(const std::vector<Ban>& bans);
    QString cell(const Ban& ban, Column column) const;
    QString detail(const Ban& ban, Column column) const;
    std::chrono::seconds timeLeft(const Ban& ban) const;
    QString sentence(const Ban& ban) const;

    std::vector<Ban> m_bans;
    Moment m_now{};
};

} // namespace Signalbox
