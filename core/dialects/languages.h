// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ids.h"

namespace Signalbox::Languages {

/// Every wire language of the hub, in the order of the table of dialects.
inline constexpr Language Undecided{0}; ///< nothing tells yet; hears nothing and says nothing
inline constexpr Language Signalbox{1};
inline constexpr Language PeerJs{2};
inline constexpr Language YWebrtc{3};
inline constexpr Language DataChannel{4};
inline constexpr Language GstWebrtc{5};
inline constexpr Language WebTorrent{6};
inline constexpr Language Ayame{7};
inline constexpr Language GstSimple{8};
inline constexpr Language Matchbox{9};
inline constexpr int Count = 10;

} // namespace Signalbox::Languages
