// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The standing of a peer that is in no room and bound to nobody.
class Alone final : public Standing
{
public:
    bool isPaired() const override { return false; }
    bool isInRoom() const override { return false; }
};

} // namespace Signalbox
