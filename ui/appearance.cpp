// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/appearance.h"

#include "ui/uistate.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QStyle>

#include <array>

namespace Signalbox {

namespace {

struct ThemeFacts
{
    const char* key; ///< in the settings
    const char* label;
};

constexpr std::array themes{
    ThemeFacts{"system", QT_TRANSLATE_NOOP("Signalbox::Appearance", "&System")},
    ThemeFacts{"light", QT_TRANSLATE_NOOP("Signalbox::Appearance", "&Light")},
    ThemeFacts{"dark", QT_TRANSLATE_NOOP("Signalbox::Appearance", "&Dark")},
};
static_assert(themes.size() == static_cast<size_t>(Appearance::Theme::Count));

const QString themeKey = QStringLiteral("appearance");

struct Colours
{
    QColor window, base, alternate, text, dim, button, frame, accent, onAccent, link;
};

QPalette paletteOf(const Colours& colours)
{
    QPalette palette(colours.button, colours.window);
    palette.setColor(QPalette::Window, colours.window);
    palette.setColor(QPalette::WindowText, colours.text);
    palette.setColor(QPalette::Base, colours.base);
    palette.setColor(QPalette::AlternateBase, colours.alternate);
    palette.setColor(QPalette::Text, colours.text);
    palette.setColor(QPalette::PlaceholderText, colours.dim);
    palette.setColor(QPalette::Button, colours.button);
    palette.setColor(QPalette::ButtonText, colours.text);
    palette.setColor(QPalette::ToolTipBase, colours.base);
    palette.setColor(QPalette::ToolTipText, colours.text);
    palette.setColor(QPalette::Mid, colours.frame);
    palette.setColor(QPalette::Highlight, colours.accent);
    palette.setColor(QPalette::HighlightedText, colours.onAccent);
    palette.setColor(QPalette::Link, colours.link);
    palette.setColor(QPalette::LinkVisited, colours.link);
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, colours.dim);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colours.frame);
    return palette;
}

} // namespace

Appearance::Appearance(UiState& state, QObject* parent)
    : QObject(parent)
    , m_state(state)
    , m_systemStyle(QApplication::style()->objectName())
{
    const QString stored = m_state.text(themeKey);
    for (size_t i = 0; i < themes.size(); ++i) {
        if (stored == QLatin1String(themes.at(i).key)) {
            m_theme = static_cast<Theme>(i);
        }
    }
    if (m_theme != Theme::System) {
        apply();
    }
}

void Appearance::setTheme(Theme theme)
{
    if (theme == m_theme) {
        return;
    }
    m_theme = theme;
    m_state.saveText(themeKey, QString::fromLatin1(themes.at(static_cast<size_t>(theme)).key));
    apply();
}

void Appearance::fill(QMenu& menu)
{
    auto* group = new QActionGroup(&menu);
    for (size_t i = 0; i < themes.size(); ++i) {
        QAction* action = menu.addAction(tr(themes.at(i).label));
        action->setObjectName(QLatin1String("appearance-") + QLatin1String(themes.at(i).key));
        action->setCheckable(true);
        action->setChecked(static_cast<size_t>(m_theme) == i);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, i] { setTheme(static_cast<Theme>(i)); });
    }
}

QPalette Appearance::lightPalette()
{
    return paletteOf({.window = QColor(0xf3f4f6),
        .base = QColor(0xffffff),
        .alternate = QColor(0xf7f8fa),
        .text = QColor(0x1b1f24),
        .dim = QColor(0x6a7079),
        .button = QColor(0xf3f4f6),
        .frame = QColor(0xc3c8d0),
        .accent = QColor(0x2360c5),
        .onAccent = QColor(0xffffff),
        .link = QColor(0x1f5bbf)});
}

QPalette Appearance::darkPalette()
{
    return paletteOf({.window = QColor(0x24272c),
        .base = QColor(0x1b1d21),
        .alternate = QColor(0x202328),
        .text = QColor(0xe4e7eb),
        .dim = QColor(0x939ba6),
        .button = QColor(0x2d3137),
        .frame = QColor(0x454b54),
        .accent = QColor(0x2f6fd0),
        .onAccent = QColor(0xffffff),
        .link = QColor(0x7fb0ff)});
}

void Appearance::apply()
{
    if (m_theme == Theme::System) {
        QApplication::setStyle(m_systemStyle);
        QApplication::setPalette(QPalette());
        return;
    }
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(m_theme == Theme::Dark ? darkPalette() : lightPalette());
}

QColor attentionColour(const QPalette& palette)
{
    constexpr int middle = 128;
    return palette.color(QPalette::Base).lightness() < middle ? QColor(0xf0b04a) : QColor(0x8a4b00);
}

} // namespace Signalbox
