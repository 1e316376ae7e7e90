// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/handshake.h"
#include "core/signal/ids.h"

#include <QByteArrayView>
#include <QList>

#include <optional>

namespace Signalbox::Recognition {

/// The language that a path and query name beyond doubt.
std::optional<Language> byPath(const Handshake& handshake);

/// The language in which a first message is said: the first row of a table that fits. nullopt: it
/// fits none, and the next message may tell.
std::optional<Language> byMessage(const Handshake& handshake, QByteArrayView text);

/// A language in which clients wait for the hub's first words, or only wait.
struct Guess
{
    Language language{};
    bool afterSilence = false; ///< not before a while has passed in which nothing came
};

/// What a connection may be whose path says nothing and that says nothing itself. Each is tried:
/// none of these clients is disturbed by another's greeting (docs/dialects.md).
QList<Guess> bySilence(const Handshake& handshake);

} // namespace Signalbox::Recognition
