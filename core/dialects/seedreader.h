// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// Reads the hub's own language (docs/protocol.md sections 3 and 4.3). Without state.
class SeedReader final : public DialectReader
{
public:
    static constexpr int MaxDepth = 32;
    static constexpr qsizetype MaxNameBytes = 128; ///< of an id, a nick or a room, as JSON text
    static constexpr int MaxNickGraphemes = 32;
    static constexpr qsizetype MaxTokenLength = 64;

    Reading read(QByteArrayView text, const Standing& standing) override;
    quint64 foreignSenders() const override { return m_foreignSenders; }

private:
    quint64 m_foreignSenders = 0;
};

} // namespace Signalbox
