// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// Whether any bytes whatever are treated as the head of a request must be: what is taken for a
/// head has a path without anything that could end a line, and whatever is answered to it is one
/// whole HTTP answer into which the request has put nothing of its own. Empty if so, otherwise what
/// is wrong.
QString complaintAboutHead(QByteArrayView bytes);

} // namespace Signalbox
