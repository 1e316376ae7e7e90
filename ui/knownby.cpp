// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/knownby.h"

#include "ui/format.h"
#include "ui/peername.h"
#include "ui/plaintext.h"
#include "ui/roomplace.h"

#include <QCoreApplication>
#include <QStringList>

namespace Signalbox {

namespace {

struct KnownBy
{
    Q_DECLARE_TR_FUNCTIONS(KnownBy)
};

/// Whether the peer has got what its language goes by; what it has not got does not count.
bool has(const Peer& peer, IdentityTrait trait)
{
    if (!peer.origin.traits.testFlag(trait)) {
        return false;
    }
    switch (trait) {
    case IdentityTrait::Id:
        return !peer.identity.id.isEmpty();
    case IdentityTrait::Nick:
        return !peer.identity.nick.isEmpty();
    case IdentityTrait::Program:
        return !peer.origin.userAgent.isEmpty();
    case IdentityTrait::Room:
        return !peer.rooms.isEmpty();
    }
    return false;
}

QString shown(const QString& cleaned)
{
    return isolated(plain(cleaned, 40));
}

QString roomsOf(const Peer& peer)
{
    const QString first = shown(roomLabel(placeOf(peer, peer.rooms.first())));
    return peer.rooms.size() == 1 ? KnownBy::tr("room %1").arg(first)
                                  : KnownBy::tr("room %1 or another of its %Ln rooms", nullptr,
                                      static_cast<int>(peer.rooms.size()))
                                        .arg(first);
}

} // namespace

bool canBeKnownAgain(const Peer& peer)
{
    return isAlike(peer, peer);
}

QString knownBySentence(const Peer& peer)
{
    QStringList parts;
    if (has(peer, IdentityTrait::Id)) {
        parts += KnownBy::tr("its ID");
    }
    if (has(peer, IdentityTrait::Nick)) {
        parts += KnownBy::tr("its nick");
    }
    if (has(peer, IdentityTrait::Program)) {
        parts += KnownBy::tr("its program");
    }
    if (has(peer, IdentityTrait::Room)) {
        parts += KnownBy::tr("its room");
    }
    parts += KnownBy::tr("its address");
    const QString last = parts.takeLast();
    return parts.isEmpty() ? last
                           : KnownBy::tr("%1 and %2", "a list and its last part")
                                 .arg(parts.join(KnownBy::tr(", ")), last);
}

QString knownByValues(const Peer& peer)
{
    QStringList parts;
    if (has(peer, IdentityTrait::Id)) {
        parts += KnownBy::tr("ID %1").arg(shown(shortId(peer.identity.id)));
    }
    if (has(peer, IdentityTrait::Nick)) {
        parts += KnownBy::tr("nick %1").arg(shown(peer.identity.nick));
    }
    if (has(peer, IdentityTrait::Program)) {
        parts += KnownBy::tr("program %1").arg(shown(clientProgram(peer.origin.userAgent)));
    }
    if (has(peer, IdentityTrait::Room)) {
        parts += roomsOf(peer);
    }
    parts += KnownBy::tr("address %1").arg(shown(peer.origin.address));
    return parts.join(KnownBy::tr(", "));
}

} // namespace Signalbox
