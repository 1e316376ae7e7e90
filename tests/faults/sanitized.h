// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/faults/hubprogram.h"

/// What AddressSanitizer must be told of a program that is looked at from outside (preset asan). To
/// a program without it none of this means anything.
namespace Signalbox::Sanitized {

/// So many times as much as else may a program take that does a day's work: pieces are larger, and
/// are scattered. Whether all is given back at the end, LeakSanitizer finds out to the byte.
///
/// And of a day's work only a share is done, which takes long enough.
#ifdef __SANITIZE_ADDRESS__
inline constexpr qint64 Bulk = 4;
inline constexpr int Share = 3;
#else
inline constexpr qint64 Bulk = 1;
inline constexpr int Share = 1;
#endif

inline void tell(HubProgram& hub, const QString& options)
{
    const QString before = qEnvironmentVariable("ASAN_OPTIONS");
    hub.setVariable(QStringLiteral("ASAN_OPTIONS"),
        before.isEmpty() ? options : before + QLatin1Char(':') + options);
}

/// What is freed is the system's at once, so that what the program takes can be measured: else 256
/// MiB of it are kept, to see who uses it all the same.
inline void keepNothingFreed(HubProgram& hub)
{
    tell(hub, QStringLiteral("quarantine_size_mb=0:thread_local_quarantine_size_kb=0"));
}

/// A library comes before all others, AddressSanitizer's own included.
inline void preload(HubProgram& hub, const QString& library)
{
    hub.setVariable(QStringLiteral("LD_PRELOAD"), library);
    tell(hub, QStringLiteral("verify_asan_link_order=0"));
}

} // namespace Signalbox::Sanitized
