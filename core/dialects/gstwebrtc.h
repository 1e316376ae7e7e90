// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language of GStreamer's webrtcsink, webrtcsrc and gstwebrtc-api (gst-plugins-rs,
/// net/webrtc/signalling). Of its two versions 1.1 says why a session ended, 1.0 does not. Its
/// native clients fail on a message that they do not know, so it says nothing of its own.
class GstWebrtc final : public Dialect
{
public:
    QString name() const override;
    RealmPolicy policy() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
    int versions() const override { return 2; }
};

} // namespace Signalbox
