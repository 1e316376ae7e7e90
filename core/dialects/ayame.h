// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language of OpenAyame: rooms of two, in which everything is relayed as it is. When one of
/// them goes, the other goes too. In version 0 the other hears a bye; version 1 is for clients that
/// asked for "standalone": their call goes on without the hub, so they hear none.
class Ayame final : public Dialect
{
public:
    explicit Ayame(const DialectSettings& settings);

    QString name() const override;
    RealmPolicy policy() const override;
    PeerId freshId() const override; ///< a ULID, as clients of this language know it
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
    int versions() const override { return 2; }
    std::optional<Closing> closing(const Ended& ended) const override;
    Pulse pulse(int version) const override;

private:
    QByteArray m_iceServers; ///< as JSON; may be empty
};

} // namespace Signalbox
