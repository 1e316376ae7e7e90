// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// What must hold of a connection of which nothing is known (core/net/firstbyte.h), whatever it
/// begins with and in whatever pieces that comes. Empty if it does, otherwise what is wrong:
/// - what it speaks is told once, and every byte is left to whoever reads then;
/// - while it waits, it waits for more than is there, or it would be woken for nothing, and never
///   for more than it looks at;
/// - what is no hello in pieces is none at once, and what is one at once is one in pieces;
/// - a hello, of any length and cut into records in any way, is taken for one when its last byte is
///   there: its sender waits for an answer, and would do so for ever. Nor is it taken for one
///   before its first record is there and, where that says how long it is, as much as it is long;
///   but of both no more than is looked at.
///
/// It needs an application, as everything does that waits.
QString complaintAboutHello(QByteArrayView bytes);

} // namespace Signalbox
