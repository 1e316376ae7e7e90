// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/pane.h"
#include "ui/roomplace.h"

#include <QAbstractListModel>

#include <optional>
#include <vector>

namespace Signalbox {

/// The list beside the table: everybody, each room that has somebody in it, and the other pages.
/// Rooms stand in the order people expect; the one that is looked at stays even when it has
/// emptied. While several dialects are there, each room names its own.
///
/// Thread: GUI. Owner: the room pane.
class RoomModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Kind
    {
        AllPeers,
        Title, ///< of the rooms, if there are any
        Room,
        Page ///< another than that of the peers
    };
    enum Role
    {
        KindRole = Qt::UserRole,
        CountRole, ///< -1: none to show
        DialectRole, ///< what is shown dimly beside the name; mostly empty
    };

    explicit RoomModel(QObject* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);

    /// Keeps this room although nobody is in it; nullopt: none. What is not kept any longer goes
    /// with the next snapshot: the list may be in the middle of a change of its current line.
    void keep(const std::optional<RoomPlace>& room);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    Kind kindOf(int row) const;
    int rooms() const { return static_cast<int>(m_rooms.size()); }
    const RoomPlace& roomAt(int row) const;
    int rowOf(const RoomPlace& room) const; ///< -1 if it is not there
    Page pageAt(int row) const;
    int rowOf(Page page) const;

private:
    struct Entry
    {
        RoomPlace place;
        QString key; ///< the default room's is empty and stands first
        int members = 0;

        bool isBefore(const Entry& other) const;
        bool isSame(const Entry& other) const;
    };

    static Entry entryFor(const RoomPlace& place, int members);
    bool hasSameNames(const std::vector<RoomRow>& rooms) const;
    std::vector<Entry> wanted() const;
    void update();
    void updateCounts();
    void updateDialects();
    void removeMissing(const std::vector<Entry>& wanted);
    void insertMissing(const std::vector<Entry>& wanted);
    int firstPageRow() const;
    QString labelOf(int row) const;
    QString iconOf(int row) const;
    int countOf(int row) const;
    QString dialectOf(int row) const;
    QString sentenceOf(int row) const;

    std::vector<Entry> m_rooms;
    std::vector<RoomRow> m_snapshot;
    bool m_keptChanged = false;
    bool m_showsDialects = false; ///< there is more than one
    std::optional<RoomPlace> m_kept;
    int m_peers = 0;
    int m_bans = 0;
};

} // namespace Signalbox
