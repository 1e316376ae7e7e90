// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A target for libFuzzer: what tests/fuzz/secretcheck.h says holds for every message that is shown.

#include "tests/fuzz/secretcheck.h"
#include "tests/fuzz/verdict.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    return Signalbox::acceptUnless(
        Signalbox::complaintAboutSecrets({reinterpret_cast<const char*>(data), qsizetype(size)}));
}
