// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/headlessrun.h"
#include "app/program.h"
#include "app/windowrun.h"

#include <QApplication>

int main(int argc, char* argv[])
{
    using namespace Signalbox;
    const auto begun = beginProgram(argc, argv);
    if (const auto* exitCode = std::get_if<ExitCode>(&begun)) {
        return *exitCode;
    }
    const auto& options = std::get<ProgramOptions>(begun);
    if (options.headless) {
        const QCoreApplication application(argc, argv);
        return runHeadless(options);
    }
    const QApplication application(argc, argv);
    return runWindow(options);
}
