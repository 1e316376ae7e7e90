// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/requesthead.h"

#include <QByteArray>

namespace Signalbox {

/// What stands in an HTTP reply.
inline QByteArray statusOf(const QByteArray& reply)
{
    return reply.mid(9, 3);
}

inline QByteArray bodyOf(const QByteArray& reply)
{
    return reply.mid(RequestHead::sizeIn(reply));
}

/// Empty: it has no such header.
inline QByteArray headerOf(const QByteArray& reply, const QByteArray& name)
{
    const QByteArray start = "\r\n" + name + ": ";
    const QByteArray head = reply.first(RequestHead::sizeIn(reply));
    const qsizetype at = head.indexOf(start);
    return at < 0 ? QByteArray()
                  : head.mid(at + start.size(), head.indexOf("\r\n", at + 2) - at - start.size());
}

} // namespace Signalbox
