// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language of PeerServer, which the PeerJS library speaks (docs/dialects.md). Who connects has
/// said by that who it is; every key is a world of its own.
class PeerJs final : public Dialect
{
public:
    QString name() const override;
    RealmPolicy policy() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
};

} // namespace Signalbox
