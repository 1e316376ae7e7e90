// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/scan.h"

#include <QByteArray>

namespace Signalbox::Json {

/// The object without these members, which must be members of its outermost object found by scan().
/// All other bytes stay as they are, except for one comma for each member that goes.
QByteArray without(QByteArrayView object, std::span<const Member> members);

} // namespace Signalbox::Json
