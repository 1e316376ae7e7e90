// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace Signalbox {

/// Puts stars in the place of what somebody who only looks at a message must not see: PINs, tokens,
/// keys and passwords, wherever a member of such a name stands, and in text that is no JSON as
/// well: a join with a PIN that could not be read holds the PIN all the same. Rather too much is
/// hidden than too little.
///
/// message: only this part of it from start on; it keeps its length, and its bytes stay shared if
/// there is nothing to hide.
void hideSecrets(QByteArray& message, qsizetype start = 0);

} // namespace Signalbox
