// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/rooms/roomdelegate.h"

#include "ui/charwidth.h"
#include "ui/format.h"
#include "ui/rooms/roommodel.h"

#include <QApplication>
#include <QPainter>

namespace Signalbox {

namespace {

constexpr int margin = 8;
constexpr int leastDialect = 5; ///< characters; less says nothing

struct Colours
{
    QColor name;
    QColor dialect;
};

/// The name, and behind it, as far as there is room, what it is called in. A name never gives way.
void drawName(QPainter& painter, const QStyleOptionViewItem& item, QRect area, const QString& name,
    const QString& dialect, const Colours& colours)
{
    const auto draw = [&](const QColor& colour, const QString& text) {
        painter.setPen(colour);
        painter.drawText(QStyle::visualRect(item.direction, item.rect, area),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            item.fontMetrics.elidedText(text, Qt::ElideRight, area.width()));
    };
    draw(colours.name, name);
    area.setLeft(area.left() + item.fontMetrics.horizontalAdvance(name) + margin);
    if (!dialect.isEmpty() && area.width() > leastDialect * characterWidth(item.fontMetrics)) {
        draw(colours.dialect, dialect);
    }
}

/// The pages are no rooms.
bool isFirstPage(const QModelIndex& index)
{
    const auto isPage = [](const QModelIndex& one) {
        return one.data(RoomModel::KindRole).toInt() == static_cast<int>(RoomModel::Kind::Page);
    };
    return isPage(index) && !isPage(index.siblingAtRow(index.row() - 1));
}

} // namespace

void RoomDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    const auto kind = static_cast<RoomModel::Kind>(index.data(RoomModel::KindRole).toInt());
    const int count = index.data(RoomModel::CountRole).toInt();
    const QString number = count < 0 ? QString() : formatCount(static_cast<quint64>(count));
    const bool selected = item.state & QStyle::State_Selected;

    const QString name = item.text;
    const QIcon icon = item.icon;
    item.text.clear();
    item.icon = {};
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);

    painter->save();
    QRect area = item.rect.adjusted(margin, 0, -margin, 0);
    if (isFirstPage(index)) {
        painter->fillRect(QRect(area.topLeft(), QSize(area.width(), 1)), item.palette.mid());
    }
    const QPalette::ColorGroup group
        = item.state & QStyle::State_Active || !selected ? QPalette::Active : QPalette::Inactive;
    const QColor text
        = item.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor dim
        = selected ? text : item.palette.color(QPalette::Active, QPalette::PlaceholderText);
    if (kind == RoomModel::Kind::Title) {
        painter->setPen(dim);
        painter->drawText(area.adjusted(0, 0, 0, -3), Qt::AlignLeft | Qt::AlignBottom, name);
        painter->restore();
        return;
    }
    const int side = style->pixelMetric(QStyle::PM_SmallIconSize, nullptr, item.widget);
    const QRect iconArea(area.left(), area.center().y() - side / 2, side, side);
    icon.paint(painter, QStyle::visualRect(item.direction, item.rect, iconArea), Qt::AlignCenter,
        selected ? QIcon::Selected : QIcon::Normal);
    area.setLeft(area.left() + side + margin);
    painter->setPen(dim);
    painter->drawText(QStyle::visualRect(item.direction, item.rect, area),
        Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, number);
    area.setRight(area.right() - item.fontMetrics.horizontalAdvance(number) - margin);
    const QString dialect = index.data(RoomModel::DialectRole).toString();
    drawName(*painter, item, area, name, dialect, {text, dim});
    painter->restore();
}

QSize RoomDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    Q_UNUSED(index)
    return {characterWidth(option.fontMetrics) * 12, option.fontMetrics.height() + 12};
}

} // namespace Signalbox
