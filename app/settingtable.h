// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings.h"

namespace Signalbox {

/// Every key there is; asked for once, see allSettings().
std::vector<Setting> makeSettingTable();

} // namespace Signalbox
