// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"

#include <QApplication>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    return Signalbox::Suite::run(argc, argv);
}
