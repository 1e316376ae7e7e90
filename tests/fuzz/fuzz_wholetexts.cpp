// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A target for libFuzzer: what tests/fuzz/wholetextcheck.h says holds for every stream of frames.

#include "tests/fuzz/verdict.h"
#include "tests/fuzz/wholetextcheck.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    return Signalbox::acceptUnless(Signalbox::complaintAboutWholeTexts(
        {reinterpret_cast<const char*>(data), qsizetype(size)}));
}
