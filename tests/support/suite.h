// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

#include <functional>

namespace Signalbox {

/// The test classes of one room, linked into one program, which runs one of them: a program for
/// each class would take longer to build than all of them to run. coremain.cpp or windowmain.cpp
/// makes the application that they run in.
class Suite
{
public:
    using Run = std::function<int(int argc, char** argv)>;

    /// Makes a class known by the name of its source file, tst_peer. Returns something to
    /// initialise a constant with.
    static bool add(const char* sourceFile, Run run);

    /// Runs the class that the first argument names; the others are QtTest's.
    /// \return 0 if everything passed, 2 if no such class is here
    static int run(int argc, char** argv);
};

} // namespace Signalbox

/// In place of QTEST_MAIN, at the end of a test's source.
#define SIGNALBOX_TEST(TestClass)                                                                  \
    [[maybe_unused]] static const bool isInSuite                                                   \
        = Signalbox::Suite::add(__FILE__, [](int argc, char** argv) {                              \
              TestClass test;                                                                      \
              return QTest::qExec(&test, argc, argv);                                              \
          });
