// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// Reads the lines of the simple server's clients. Remembers by which name its client greeted:
/// where that is refused the connection ends, so nothing is read after it.
class GstSimpleReader final : public DialectReader
{
public:
    Reading read(QByteArrayView text, const Standing& standing) override;

private:
    Reading readHello(QByteArrayView text);

    Reading readAlone(QByteArrayView word, QByteArrayView rest) const;
    Reading readRoom(QByteArrayView text) const;

    QString m_name; ///< empty before the greeting
};

} // namespace Signalbox
