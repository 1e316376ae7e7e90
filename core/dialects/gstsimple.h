// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language of GStreamer's simple signalling server (gst-examples, webrtc/signalling): lines of
/// plain text. A peer is in one session, in which everything is relayed as it is, or in one room.
class GstSimple final : public Dialect
{
public:
    QString name() const override;
    RealmPolicy policy() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
    std::optional<Closing> closing(const Ended& ended) const override;
};

} // namespace Signalbox
