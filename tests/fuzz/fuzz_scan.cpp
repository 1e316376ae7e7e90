// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A target for libFuzzer: what tests/fuzz/scancheck.h says holds for every message.

#include "tests/fuzz/scancheck.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    const QString complaint
        = Signalbox::complaintAboutScan({reinterpret_cast<const char*>(data), qsizetype(size)});
    if (!complaint.isEmpty()) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(complaint));
        std::abort();
    }
    return 0;
}
