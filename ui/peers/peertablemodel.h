// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/peers/peercolumn.h"
#include "ui/peers/peerentry.h"

#include <QAbstractTableModel>
#include <QHash>

#include <memory>
#include <vector>

namespace Signalbox {

/// The peers as a table: one row per connection, ascending by number, exactly as the newest
/// snapshot has them. It believes snapshots only, removes nothing on its own, and makes strings
/// only for what is looked at. It knows neither order nor filter.
///
/// Thread: GUI. Owner: the main window.
class PeerTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role
    {
        HistoryRole = Qt::UserRole, ///< QList<quint32>: messages in each of the last sixty seconds
    };

    explicit PeerTableModel(QObject* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const PeerEntry& entry(int row) const;
    Moment now() const; ///< of the newest snapshot

    /// The row of a peer; -1 once it has left.
    int rowOf(PeerNumber number) const;

    /// Whether another peer bears the same nick, or one that looks the same.
    bool isNickShared(int row) const;

    /// Negative, zero or positive as the first row belongs before, beside or after the second.
    int compare(PeerColumn column, int first, int second) const;

Q_SIGNALS:
    /// A snapshot has been taken over. Identities: somebody came, or what the rules know of
    /// somebody changed; otherwise only counters did.
    void applied(bool identitiesChanged);

private:
    using Entries = std::vector<std::unique_ptr<PeerEntry>>;

    void removeDeparted(const std::vector<PeerRow>& rows);
    void removeRun(int first, int last);
    void gatherAtEnd(const std::vector<bool>& departed);
    bool updateKept(const std::vector<PeerRow>& rows);
    bool appendNew(const std::vector<PeerRow>& rows);
    void updateEntry(PeerEntry& entry, const PeerRow& row);
    void countNick(const QString& fold, int change);

    Entries m_entries;
    QHash<QString, int> m_nicks; ///< how many bear each nick, by its folded form
    bool m_sharedNicksChanged = false;
    quint64 m_sequence = 0;
    Moment m_now{};
    Moment m_previous{};
};

} // namespace Signalbox
