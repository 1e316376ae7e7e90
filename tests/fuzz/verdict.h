// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdio>
#include <cstdlib>

namespace Signalbox {

/// What a target of libFuzzer returns; where there is a complaint, the program ends with it.
inline int acceptUnless(const QString& complaint)
{
    if (!complaint.isEmpty()) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(complaint));
        std::abort();
    }
    return 0;
}

} // namespace Signalbox
