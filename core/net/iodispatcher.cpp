// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/iodispatcher.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include "core/net/epolldispatcher.h"
#endif

namespace Signalbox {

QAbstractEventDispatcher* makeIoDispatcher()
{
#ifdef Q_OS_LINUX
    if (qgetenv("SIGNALBOX_EVENT_DISPATCHER") != "qt") {
        return new EpollDispatcher;
    }
#endif
    return nullptr;
}

} // namespace Signalbox
