// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace Signalbox {

class UiState;

/// What the main area can show, in the order of its pages.
enum class Page
{
    Peers,
    Log,
    Messages,
    Banned
};

/// One page of the main area: what the window's actions ask of whichever is shown.
///
/// Thread: GUI. Owner: the main window.
class Pane : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void copy() = 0;
    virtual void selectAll() = 0;
    virtual void focusFilter() = 0;
    virtual bool clearFilter() = 0; ///< false if there was none
    virtual void enter() = 0; ///< the focus goes where the rows are

    virtual void saveState(UiState& state) const = 0;
    virtual void restoreState(const UiState& state) = 0;
};

} // namespace Signalbox
