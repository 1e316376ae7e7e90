// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/columnmenu.h"

#include "ui/peers/peercolumn.h"
#include "ui/peers/peerview.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>

namespace Signalbox {

void fillColumnMenu(QMenu& menu, PeerView& view)
{
    menu.clear();
    const int shown = view.header()->count() - view.header()->hiddenSectionCount();
    for (int visual = 0; visual < view.header()->count(); ++visual) {
        const int column = view.header()->logicalIndex(visual);
        QAction* action = menu.addAction(columnTitle(static_cast<PeerColumn>(column)));
        action->setCheckable(true);
        action->setChecked(!view.isColumnHidden(column));
        action->setEnabled(!action->isChecked() || shown > 1);
        QObject::connect(action, &QAction::toggled, &view,
            [&view, column](bool wanted) { view.setColumnHidden(column, !wanted); });
    }
    menu.addSeparator();
    QAction* fit
        = menu.addAction(QCoreApplication::translate("ColumnMenu", "Resize columns to contents"));
    QObject::connect(fit, &QAction::triggered, &view, &PeerView::fitColumns);
    QAction* reset = menu.addAction(QCoreApplication::translate("ColumnMenu", "Reset layout"));
    QObject::connect(reset, &QAction::triggered, &view, &PeerView::resetColumns);
}

} // namespace Signalbox
