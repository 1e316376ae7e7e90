// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// Whether any text whatever is treated as a list of bans must be: it is refused in a sentence and
/// changes nothing, or what it says can be written down and read again and hits the same ones.
/// Empty if so, otherwise what is wrong.
QString complaintAboutBans(QByteArrayView text);

} // namespace Signalbox
