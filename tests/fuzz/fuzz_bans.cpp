// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A target for libFuzzer: what tests/fuzz/bancheck.h says holds for every list of bans.

#include "tests/fuzz/bancheck.h"
#include "tests/fuzz/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    return Signalbox::acceptUnless(
        Signalbox::complaintAboutBans({reinterpret_cast<const char*>(data), qsizetype(size)}));
}
