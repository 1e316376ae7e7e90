// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace Signalbox::Json {

/// Whether stricter parsers than the hub's take this text too. Half a surrogate pair and a number
/// beyond all doubles are valid JSON (RFC 8259), but a receiver may fail on either.
///
/// json: already validated.
bool isPortable(QByteArrayView json);

} // namespace Signalbox::Json
