// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/headlessrun.h"
#include "app/program.h"

#include <QCoreApplication>

int main(int argc, char* argv[])
{
    using namespace Signalbox;
    const auto begun = beginProgram(argc, argv);
    if (const auto* exitCode = std::get_if<ExitCode>(&begun)) {
        return *exitCode;
    }
    const QCoreApplication application(argc, argv);
    return runHeadless(std::get<ProgramOptions>(begun));
}
