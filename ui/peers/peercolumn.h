// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Signalbox {

/// The columns of the peer table. Those that change with every message come last, so that a look
/// at the counters never touches a column of names.
enum class PeerColumn
{
    State,
    Name,
    Dialect,
    Id,
    Room,
    Address,
    Client,
    Since,
    MessagesIn,
    MessagesOut,
    BytesIn,
    BytesOut,
    Rate,
    RoundTrip,
    Count
};

constexpr int peerColumnCount = static_cast<int>(PeerColumn::Count);
constexpr PeerColumn firstLiveColumn = PeerColumn::Since;
constexpr PeerColumn lastIdentityColumn = PeerColumn::Client;

/// Whether rows can change places by this column although nobody came, left or changed.
constexpr bool isLive(PeerColumn column)
{
    return column > PeerColumn::Since;
}

/// What stands in the header.
QString columnTitle(PeerColumn column);

/// What the column means, for those who ask.
QString columnExplanation(PeerColumn column);

bool isNumeric(PeerColumn column);

/// Whether it is shown before anybody chooses: all that fit into a window of 1280 pixels are.
bool isUsual(PeerColumn column);

/// A width that fits usual content, in characters of the font's average width.
int defaultWidth(PeerColumn column);

} // namespace Signalbox
