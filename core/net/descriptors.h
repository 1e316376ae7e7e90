// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QtGlobal>

namespace Signalbox {

/// Whether, with this descriptor taken, enough of them are left for what is more important than
/// one more peer: files, and those who are there already.
bool leavesReserve(qintptr descriptor);

/// Whether one more may be taken at this moment. open: any descriptor that is open.
bool hasDescriptorToSpare(qintptr open);

/// How many this program may have open.
quint64 mostDescriptors();

void closeDescriptor(qintptr descriptor);

/// The far end of a connected socket; null where there is none (any more).
QHostAddress farEnd(qintptr descriptor);

} // namespace Signalbox
