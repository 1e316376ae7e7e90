// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// Puts a text to the reader of configuration files. What it takes must be what it would write, and
/// what it refuses must be refused in words that name the file. Empty: so it is.
QString complaintAboutConfig(QByteArrayView text);

} // namespace Signalbox
