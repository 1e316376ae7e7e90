// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/pane.h"
#include "ui/roomplace.h"

#include <QListView>

#include <optional>

namespace Signalbox {

class RoomModel;

/// The column at the left: what the main area shows.
///
/// Thread: GUI. Owner: the main window.
class RoomPane : public QListView
{
    Q_OBJECT

public:
    explicit RoomPane(QWidget* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);

    void showAllPeers();
    void showRoom(const RoomPlace& room);
    void showPage(Page page);
    Page page() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void peersChosen(const std::optional<Signalbox::RoomPlace>& room);
    void pageChosen(Signalbox::Page page); ///< another than that of the peers

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void updateAccessibleName();

    RoomModel* m_rooms;
};

} // namespace Signalbox
