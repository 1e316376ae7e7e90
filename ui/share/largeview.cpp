// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/share/largeview.h"

#include "ui/share/qrcode.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Signalbox {

namespace {

constexpr QSize leastSize(480, 320);

/// One line of the words, and how much larger it is than a plain one.
struct Line
{
    QString text;
    bool isFixed; ///< to be typed, so that each character must be told from any other
    bool isDim;
    qreal size;
};

QFont fontOf(const Line& line, const QFont& usual, qreal pixels)
{
    QFont font = line.isFixed ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : usual;
    font.setPixelSize(std::max(1, static_cast<int>(pixels * line.size)));
    return font;
}

/// The largest size of a plain line at which all have room.
qreal fitting(const QList<Line>& lines, const QFont& usual, const QSizeF& area)
{
    constexpr qreal probe = 100;
    qreal height = 0;
    qreal factor = 1;
    for (const Line& line : lines) {
        const QFontMetricsF metrics(fontOf(line, usual, probe));
        height += metrics.height();
        factor = std::min(
            factor, area.width() / std::max<qreal>(1, metrics.horizontalAdvance(line.text)));
    }
    return probe * std::min(factor, area.height() / std::max<qreal>(1, height));
}

/// What they take at that size.
qreal heightOf(const QList<Line>& lines, const QFont& usual, qreal pixels)
{
    qreal height = 0;
    for (const Line& line : lines) {
        height += QFontMetricsF(fontOf(line, usual, pixels)).height();
    }
    return height;
}

QList<Line> linesOf(const LargeView::Invitation& invitation)
{
    if (invitation.address.isEmpty()) {
        return {{LargeView::tr("The hub is not listening"), false, true, 1}};
    }
    QList<Line> lines{{invitation.address, true, false, 1.6}};
    if (!invitation.pin.isEmpty()) {
        lines += {LargeView::tr("PIN %1").arg(invitation.pin), true, false, 2.2};
    }
    if (!invitation.trustAddress.isEmpty()) {
        lines += {LargeView::tr("The first time, open %1").arg(invitation.trustAddress), false,
            true, 0.7};
    }
    return lines;
}

} // namespace

LargeView::LargeView(QWidget* parent)
    : QWidget(parent, Qt::Window)
{
    setObjectName(QStringLiteral("largeView"));
    setWindowTitle(tr("How to come in"));
    setMinimumSize(leastSize);
    setFocusPolicy(Qt::StrongFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void LargeView::setInvitation(const Invitation& invitation)
{
    m_invitation = invitation;
    m_code = qrCode(invitation.link);
    setAccessibleName(invitation.address.isEmpty() ? tr("The hub is not listening")
            : invitation.pin.isEmpty()
            ? tr("Open %1").arg(invitation.address)
            : tr("Open %1, PIN %2").arg(invitation.address, invitation.pin));
    update();
}

void LargeView::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const qreal margin = std::min(width(), height()) * 0.06;
    QRectF area = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    if (m_code.isNull()) {
        drawWords(painter, area);
        return;
    }
    // The address is wide and the code a square: beside each other the words would be small.
    constexpr qreal mostForWords = 0.44;
    const QList<Line> lines = linesOf(m_invitation);
    const QSizeF room(area.width(), area.height() * mostForWords);
    const qreal words = heightOf(lines, font(), fitting(lines, font(), room));
    drawCode(painter, area.adjusted(0, 0, 0, -words - margin / 2));
    area.setTop(area.bottom() - words);
    drawWords(painter, area);
}

void LargeView::drawCode(QPainter& painter, const QRectF& area) const
{
    // Whole pixels of the screen for each module: edges that are blurred are hard to scan.
    const qreal ratio = devicePixelRatioF();
    const qreal room = std::min(area.width(), area.height());
    const qreal module = std::max(1.0, std::floor(room * ratio / m_code.width())) / ratio;
    const qreal side = module * m_code.width();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const QPointF corner(std::floor((area.center().x() - side / 2) * ratio) / ratio,
        std::floor((area.center().y() - side / 2) * ratio) / ratio);
    painter.drawImage(QRectF(corner, QSizeF(side, side)), m_code);
}

void LargeView::drawWords(QPainter& painter, const QRectF& area) const
{
    const QList<Line> lines = linesOf(m_invitation);
    const qreal pixels = fitting(lines, font(), area.size());
    qreal top = area.top() + (area.height() - heightOf(lines, font(), pixels)) / 2;
    for (const Line& line : lines) {
        painter.setFont(fontOf(line, font(), pixels));
        painter.setPen(palette().color(line.isDim ? QPalette::PlaceholderText : QPalette::Text));
        const qreal lineHeight = QFontMetricsF(painter.font()).height();
        painter.drawText(QRectF(area.left(), top, area.width(), lineHeight),
            Qt::AlignCenter | Qt::TextSingleLine, line.text);
        top += lineHeight;
    }
}

void LargeView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
    } else if (event->key() == Qt::Key_F11) {
        toggleFullScreen();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void LargeView::mouseDoubleClickEvent(QMouseEvent* event)
{
    Q_UNUSED(event)
    toggleFullScreen();
}

void LargeView::toggleFullScreen()
{
    setWindowState(windowState() ^ Qt::WindowFullScreen);
}

} // namespace Signalbox
