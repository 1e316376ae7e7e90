// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

namespace Signalbox {

/// Where something is said about the hub that is stronger than what is decided in the window.
enum class SettingSource
{
    File, ///< of --config
    Environment,
    CommandLine,
};

/// By the key as in the configuration file.
using GivenSettings = QHash<QString, SettingSource>;

} // namespace Signalbox
