// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QMetaType>
#include <QString>

namespace Signalbox {

/// The hub's own number of a peer: ascending from 1 and never used twice while the program runs,
/// so that a wish that comes late (a kick of somebody who has left) can never hit somebody else.
enum class PeerNumber : quint64
{
};

inline size_t qHash(PeerNumber number, size_t seed = 0) noexcept
{
    return ::qHash(static_cast<quint64>(number), seed);
}

/// What a dialect calls a peer: any text, chosen by the client or given by the hub.
using PeerId = QString;

/// Who hears a broadcast. The empty name is the default room.
using RoomName = QString;

/// Which wire language a realm speaks. To the rules a number and nothing else: each has its policy.
enum class Language : quint8
{
};

/// The world in which a PeerId and a RoomName are unique. Peers of different realms never meet.
struct Realm
{
    Language language{};
    QByteArray key; ///< tells several worlds of one language apart; mostly empty

    friend bool operator==(const Realm&, const Realm&) = default;
};

inline size_t qHash(const Realm& realm, size_t seed = 0) noexcept
{
    return qHashMulti(seed, static_cast<quint8>(realm.language), realm.key);
}

/// What a protocol calls a session of two peers: the hub's own text.
using PairingId = QString;

} // namespace Signalbox

Q_DECLARE_METATYPE(Signalbox::PeerNumber)
