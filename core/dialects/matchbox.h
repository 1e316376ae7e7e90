// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language of matchbox_server (docs/dialects.md): the path is the room, the hub gives the ids,
/// and who is there already is told of those who come.
class Matchbox final : public Dialect
{
public:
    /// The largest group into which a room can be split.
    static constexpr int MaxGroup = 1000;

    QString name() const override;
    RealmPolicy policy() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
};

} // namespace Signalbox
