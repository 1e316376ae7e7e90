// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace Signalbox {

namespace {

/// A drawing is heavier than the letters beside it.
constexpr float normalOpacity = 0.82F;

/// Draws one symbolic drawing in the palette's colours at the time of drawing.
///
/// Thread: GUI. Owner: the icon.
class SymbolicIconEngine final : public QIconEngine
{
public:
    explicit SymbolicIconEngine(const QString& name)
        : m_name(name)
    { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        QPixmap picture = coloured((QSizeF(rect.size()) * ratio).toSize(), mode);
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, picture);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        return coloured(size, mode);
    }

    QPixmap scaledPixmap(
        const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        Q_UNUSED(state)
        Q_UNUSED(scale)
        return coloured(size, mode);
    }

    QIconEngine* clone() const override { return new SymbolicIconEngine(m_name); }
    QString key() const override { return QStringLiteral("symbolic"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    static QColor colour(QIcon::Mode mode)
    {
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled:
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        case QIcon::Selected:
            return palette.color(QPalette::HighlightedText);
        default:
            break;
        }
        QColor text = palette.color(QPalette::WindowText);
        text.setAlphaF(normalOpacity);
        return text;
    }

    QPixmap coloured(const QSize& size, QIcon::Mode mode) const
    {
        const QString colourName = colour(mode).name(QColor::HexArgb);
        const QString key = QStringLiteral("signalbox:%1:%2:%3x%4")
                                .arg(m_name, colourName)
                                .arg(size.width())
                                .arg(size.height());
        QPixmap picture;
        if (size.isEmpty() || QPixmapCache::find(key, &picture)) {
            return picture;
        }

        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("There is no icon named %s", qPrintable(m_name));
        }
        QByteArray drawing = file.readAll();
        drawing.replace("#000", colour(mode).name().toLatin1());
        QSvgRenderer renderer(drawing);
        picture = QPixmap(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setOpacity(colour(mode).alphaF());
        const int side = std::min(size.width(), size.height());
        renderer.render(&painter,
            QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
        painter.end();
        QPixmapCache::insert(key, picture);
        return picture;
    }

    QString m_name;
};

} // namespace

QIcon symbolicIcon(const QString& name)
{
    return QIcon(new SymbolicIconEngine(name));
}

QIcon programIcon()
{
    return QIcon(QStringLiteral(":/icons/signalbox.svg"));
}

} // namespace Signalbox
