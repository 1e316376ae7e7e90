// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QAbstractListModel>

#include <optional>
#include <vector>

namespace Signalbox {

/// The list beside the table: everybody, each room that has somebody in it, the log and the
/// messages. Rooms stand in the order people expect; the one that is looked at stays even when it
/// has emptied.
///
/// Thread: GUI. Owner: the room pane.
class RoomModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Kind
    {
        AllPeers,
        Title,
        Room,
        Log,
        Messages
    };
    enum Role
    {
        KindRole = Qt::UserRole,
        CountRole,
        NameRole
    };

    explicit RoomModel(QObject* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);

    /// Keeps this room although nobody is in it; nullopt: none. What is not kept any longer goes
    /// with the next snapshot: the list may be in the middle of a change of its current line.
    void keep(const std::optional<RoomName>& room);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    Kind kindOf(int row) const;
    RoomName roomAt(int row) const;
    int rowOf(const RoomName& room) const; ///< -1 if it is not there
    int logRow() const;
    int messagesRow() const { return logRow() + 1; }

private:
    struct Entry
    {
        RoomName name;
        QString key; ///< the default room's is empty and stands first
        int members = 0;

        bool isBefore(const Entry& other) const
        {
            return key != other.key ? key < other.key : name < other.name;
        }
    };

    static Entry entryFor(const RoomName& name, int members);
    bool hasSameNames(const std::vector<RoomRow>& rooms) const;
    std::vector<Entry> wanted() const;
    void update();
    void updateCounts();
    void removeMissing(const std::vector<Entry>& wanted);
    void insertMissing(const std::vector<Entry>& wanted);

    std::vector<Entry> m_rooms;
    std::vector<RoomRow> m_snapshot;
    bool m_keptChanged = false;
    std::optional<RoomName> m_kept;
    int m_peers = 0;
};

} // namespace Signalbox
