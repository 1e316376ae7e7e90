// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

class QApplication;

namespace Signalbox {

/// Makes the program speak the system's language, or English where it has no words in it. Call
/// once, before the first widget.
void installTranslations(QApplication& application);

} // namespace Signalbox
