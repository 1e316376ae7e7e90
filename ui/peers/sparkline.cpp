// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/sparkline.h"

#include "ui/peers/peertablemodel.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace Signalbox {

namespace {

/// A single message in a minute is a small step, not a mountain.
constexpr quint32 leastFullScale = 4;

QPainterPath outline(const QList<quint32>& values, const QRectF& area)
{
    const quint32 most = *std::max_element(values.cbegin(), values.cend());
    const qreal scale = area.height() / std::max(most, leastFullScale);
    const qreal step = area.width() / static_cast<qreal>(values.size() - 1);
    QPainterPath path;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QPointF point(
            area.left() + step * static_cast<qreal>(i), area.bottom() - scale * values.at(i));
        if (i == 0) {
            path.moveTo(point);
        } else {
            path.lineTo(point);
        }
    }
    return path;
}

} // namespace

void SparklineDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString number = item.text;
    item.text.clear();
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const QRect cell = item.rect.adjusted(4, 3, -5, -3);
    const int numberWidth = item.fontMetrics.horizontalAdvance(QStringLiteral("0,000/s"));
    const QPalette::ColorGroup group
        = item.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    const bool selected = item.state & QStyle::State_Selected;
    const QColor text
        = item.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor line
        = item.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Highlight);

    painter->save();
    painter->setPen(text);
    const QRect numberArea(cell.right() - numberWidth, cell.top(), numberWidth, cell.height());
    painter->drawText(numberArea, Qt::AlignRight | Qt::AlignVCenter, number);

    const QRectF area(
        cell.left(), cell.top() + 1, cell.width() - numberWidth - 8, cell.height() - 2);
    const auto values = index.data(PeerTableModel::HistoryRole).value<QList<quint32>>();
    if (area.width() > 12 && values.size() > 1) {
        painter->setRenderHint(QPainter::Antialiasing);
        const bool moves
            = std::any_of(values.cbegin(), values.cend(), [](quint32 v) { return v > 0; });
        QPainterPath path = outline(values, area);
        QColor pen = moves ? line : text;
        pen.setAlphaF(moves ? 1.0F : 0.25F);
        painter->setPen(QPen(pen, 1.2));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(path);
        if (moves) {
            path.lineTo(area.bottomRight());
            path.lineTo(area.bottomLeft());
            QColor fill = line;
            fill.setAlphaF(0.18F);
            painter->fillPath(path, fill);
        }
    }
    painter->restore();
}

} // namespace Signalbox
