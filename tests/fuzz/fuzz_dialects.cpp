// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A target for libFuzzer: what tests/fuzz/dialectcheck.h says holds for every conversation.

#include "tests/fuzz/dialectcheck.h"
#include "tests/fuzz/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    return Signalbox::acceptUnless(
        Signalbox::complaintAboutDialects({reinterpret_cast<const char*>(data), qsizetype(size)}));
}
