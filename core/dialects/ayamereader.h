// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// Reads what an Ayame client says. Remembers whether it has registered, and how. Whatever it
/// cannot read ends the connection, as its clients expect.
class AyameReader final : public DialectReader
{
public:
    Reading read(QByteArrayView text, const Standing& standing) override;
    int version() const override { return m_isStandalone ? 1 : 0; }

private:
    Reading understand(QByteArrayView text);
    Reading readRegister(QByteArrayView text);

    bool m_hasRegistered = false;
    bool m_isStandalone = false;
};

} // namespace Signalbox
