// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace Signalbox {

class Actions;

/// What the help menu opens. Each closes by itself and blocks nothing. GUI thread.
void showShortcuts(const Actions& actions, QWidget* parent);
void showAbout(QWidget* parent);

} // namespace Signalbox
