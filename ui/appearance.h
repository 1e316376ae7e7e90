// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPalette>
#include <QString>

class QMenu;

namespace Signalbox {

class UiState;

/// Light, dark, or as the desktop has it; remembered.
///
/// Thread: GUI. Owner: the main window.
class Appearance : public QObject
{
    Q_OBJECT

public:
    enum class Theme
    {
        System,
        Light,
        Dark,
        Count
    };

    explicit Appearance(UiState& state, QObject* parent = nullptr);

    Theme theme() const { return m_theme; }
    void setTheme(Theme theme);

    /// Adds the choice to a menu.
    void fill(QMenu& menu);

    static QPalette lightPalette();
    static QPalette darkPalette();

private:
    void apply();

    UiState& m_state;
    QString m_systemStyle;
    Theme m_theme = Theme::System;
};

/// For words that want to be noticed; readable on what the palette writes on.
QColor attentionColour(const QPalette& palette);

} // namespace Signalbox
