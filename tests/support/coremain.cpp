// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/iodispatcher.h"
#include "tests/support/suite.h"

#include <QCoreApplication>

/// What lives on the I/O thread is tested on such an event loop as that thread has.
int main(int argc, char** argv)
{
    if (QAbstractEventDispatcher* dispatcher = Signalbox::makeIoDispatcher()) {
        QCoreApplication::setEventDispatcher(dispatcher);
    }
    QCoreApplication application(argc, argv);
    return Signalbox::Suite::run(argc, argv);
}
