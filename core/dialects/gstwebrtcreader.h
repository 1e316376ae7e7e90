// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// Reads what a GStreamer client says. Remembers which version it chose, and whether it still may.
/// What is relayed must have the shape that the receivers expect: they fail on any other.
class GstWebrtcReader final : public DialectReader
{
public:
    static constexpr qsizetype MaxMetaBytes = 4096;
    static constexpr qsizetype MaxRoles = 16;

    Reading read(QByteArrayView text, const Standing& standing) override;
    int version() const override { return m_version; }

private:
    Reading understand(QByteArrayView text);

    int m_version = 0;
    bool m_hasSpoken = false;
};

} // namespace Signalbox
