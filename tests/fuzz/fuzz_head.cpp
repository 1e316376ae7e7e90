// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A target for libFuzzer: what tests/fuzz/headcheck.h says holds for every head of a request.

#include "tests/fuzz/headcheck.h"
#include "tests/fuzz/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    return Signalbox::acceptUnless(
        Signalbox::complaintAboutHead({reinterpret_cast<const char*>(data), qsizetype(size)}));
}
