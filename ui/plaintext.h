// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Signalbox {

/// Makes text from the network fit to be shown: one line, nothing invisible that could make two
/// names look alike or reorder what stands beside it, nothing that is slow to draw. Every text that
/// a peer chose passes through here before it reaches a widget. Pure; any thread.
QString plain(const QString& text, qsizetype maxLength = 160);

/// A text of many lines in which every character that cannot be seen, or that reorders what stands
/// beside it, is written as its code. Ends of lines stay. Pure; any thread.
QString revealed(const QString& text);

/// A cleaned text that keeps its writing direction to itself when other text stands beside it.
QString isolated(const QString& cleaned);

/// A text made with isolated() parts, to be searched or taken elsewhere.
QString withoutIsolates(QString text);

/// A cleaned text as a tooltip: never taken for markup, wrapped when long. Lines stay lines.
QString tooltipText(const QString& cleaned);

/// A cleaned text inside a menu entry: makes neither a mnemonic nor a shortcut column.
QString menuText(const QString& cleaned);

} // namespace Signalbox
