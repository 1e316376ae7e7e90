// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

class QAbstractEventDispatcher;

namespace Signalbox {

/// The event dispatcher for a thread that serves many sockets, for QThread::setEventDispatcher,
/// which takes it over. nullptr: Qt's own, as everywhere but on Linux and where the environment
/// has SIGNALBOX_EVENT_DISPATCHER=qt, which serves comparisons.
QAbstractEventDispatcher* makeIoDispatcher();

} // namespace Signalbox
