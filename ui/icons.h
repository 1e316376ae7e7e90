// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QString>

namespace Signalbox {

/// A drawing of one colour from the resources, in the colour that text has where it is drawn: it
/// follows the palette whenever that changes, and needs no second set for dark windows.
/// GUI thread.
QIcon symbolicIcon(const QString& name);

/// The program's own icon, in its own colours.
QIcon programIcon();

} // namespace Signalbox
