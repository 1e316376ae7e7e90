// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A target for libFuzzer: what tests/fuzz/hellocheck.h says holds for every beginning.

#include "tests/fuzz/hellocheck.h"
#include "tests/fuzz/verdict.h"

#include <QCoreApplication>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    static int argc = 1;
    static char name[] = "fuzz_hello";
    static char* argv[] = {name, nullptr};
    static const QCoreApplication application(argc, argv);
    return Signalbox::acceptUnless(
        Signalbox::complaintAboutHello({reinterpret_cast<const char*>(data), qsizetype(size)}));
}
