// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/command.h"
#include "core/signal/event.h"

#include <QByteArrayView>

#include <memory>
#include <variant>

namespace Signalbox {

/// What one message of a peer means: a wish, or why it is none.
using Reading = std::variant<Command, Fault>;

/// Understands what one peer says. May remember things about that one link, and dies with it.
///
/// Thread: the I/O thread. Owner: the link.
class DialectReader
{
public:
    virtual ~DialectReader() = default;

    /// text: one whole message, at most Limits::messageBytes, of any content.
    virtual Reading read(QByteArrayView text) = 0;
};

/// One wire language. Translates, and decides nothing: no routing, no rules, no sockets.
/// Without state, so that one frame serves all recipients of an event.
///
/// Thread: the I/O thread. Owner: the switchboard; outlives all links.
class Dialect
{
public:
    virtual ~Dialect() = default;

    virtual QString name() const = 0; ///< for the window
    virtual Realm realm() const = 0;
    virtual std::unique_ptr<DialectReader> makeReader() const = 0;

    /// The event as a text message in UTF-8; empty where the language has no word for it.
    virtual QByteArray write(const Event& event) const = 0;
};

} // namespace Signalbox
