// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/dialect.h"

#include <QUuid>

namespace Signalbox {

PeerId Dialect::freshId() const
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

std::optional<Closing> Dialect::closing(const Ended&) const
{
    return std::nullopt;
}

Dialect::Pulse Dialect::pulse(int) const
{
    return {};
}

} // namespace Signalbox
