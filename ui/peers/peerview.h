// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTreeView>

namespace Signalbox {

/// The table of peers as a list of whole rows, one focus stop each. It knows how to show and to be
/// walked through, nothing of what a peer is.
///
/// Thread: GUI. Owner: the peer pane.
class PeerView : public QTreeView
{
    Q_OBJECT

public:
    explicit PeerView(QWidget* parent = nullptr);

    /// Columns as on the first start.
    void resetColumns();

    /// Widths for what is visible at this moment.
    void fitColumns();

    /// Moves the focus to the current row, or to the first where there is none.
    void enter();

Q_SIGNALS:
    /// Where to open the menu, in global coordinates.
    void menuWanted(const QPoint& at);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyboardSearch(const QString& search) override;

private:
    void openMenuAtCurrent();
};

} // namespace Signalbox
