// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A target for libFuzzer: what tests/fuzz/configcheck.h says holds for every file.

#include "tests/fuzz/configcheck.h"
#include "tests/fuzz/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    return Signalbox::acceptUnless(
        Signalbox::complaintAboutConfig({reinterpret_cast<const char*>(data), qsizetype(size)}));
}
