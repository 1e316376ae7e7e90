// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language of libdatachannel's example servers (docs/dialects.md): the path is who one is, and
/// every message is an object whose id is the addressee's on the way in and the sender's on the way
/// out.
class DataChannel final : public Dialect
{
public:
    QString name() const override;
    RealmPolicy policy() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
};

} // namespace Signalbox
