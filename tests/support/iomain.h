// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/iodispatcher.h"

#include <QCoreApplication>
#include <QTest>

/// The main() of a test of what lives on the I/O thread: its own thread has such an event loop,
/// too. signalbox_add_test(... BOTH_DISPATCHERS) runs the program on either.
#define SIGNALBOX_IO_TEST_MAIN(TestClass)                                                          \
    int main(int argc, char** argv)                                                                \
    {                                                                                              \
        if (QAbstractEventDispatcher* dispatcher = Signalbox::makeIoDispatcher()) {                \
            QCoreApplication::setEventDispatcher(dispatcher);                                      \
        }                                                                                          \
        QCoreApplication application(argc, argv);                                                  \
        TestClass test;                                                                            \
        QTEST_SET_MAIN_SOURCE_PATH                                                                 \
        return QTest::qExec(&test, argc, argv);                                                    \
    }
