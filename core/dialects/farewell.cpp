// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/farewell.h"

namespace Signalbox::Farewell {

QString toKicked(const Ended& ended)
{
    return ended.reason.isEmpty() ? QStringLiteral("The owner of this hub put you out.")
                                  : ended.reason;
}

QString toReturned()
{
    return QStringLiteral("The owner of this hub put you out; try again later.");
}

} // namespace Signalbox::Farewell
