// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language of connections of which nothing tells yet what they speak: it has no words, and
/// who speaks it is in no room.
class Undecided final : public Dialect
{
public:
    QString name() const override;
    RealmPolicy policy() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
};

} // namespace Signalbox
