// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rowdelegate.h"

namespace Signalbox {

/// Draws the rate of a peer as a number and the last minute as a line. The same stands in words in
/// the cell's tooltip and accessible description.
///
/// Thread: GUI. Owner: the peer view.
class SparklineDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
};

} // namespace Signalbox
