// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/share/addressfield.h"

#include <QFontDatabase>

namespace Signalbox {

namespace {

constexpr qreal enlargement = 1.55;
constexpr int margin = 14;

} // namespace

AddressField::AddressField(QWidget* parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    QFont large = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    large.setPointSizeF(font().pointSizeF() * enlargement);
    setFont(large);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    QPalette colours;
    colours.setColor(QPalette::Base, Qt::transparent);
    setPalette(colours);
}

void AddressField::setAddress(const QString& address)
{
    if (address == text()) {
        return;
    }
    setText(address);
    setCursorPosition(0);
    updateGeometry();
}

QSize AddressField::sizeHint() const
{
    return sizeFor(text().isEmpty() ? placeholderText() : text());
}

QSize AddressField::minimumSizeHint() const
{
    return sizeFor(QStringLiteral("http://192.168"));
}

QSize AddressField::sizeFor(const QString& text) const
{
    return {fontMetrics().horizontalAdvance(text) + margin, QLineEdit::sizeHint().height()};
}

} // namespace Signalbox
