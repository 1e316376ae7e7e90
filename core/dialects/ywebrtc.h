// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The language of y-webrtc, with which Yjs documents find each other: topics that anybody may
/// hear and speak to. Nobody has a name in it, and it has no word for a refusal or a farewell.
class YWebrtc final : public Dialect
{
public:
    /// Of a topic, as JSON text: programs use the addresses of documents as topics. It stays where
    /// the client wrote it, so that its length costs nothing more than itself.
    static constexpr qsizetype MaxTopicBytes = 512;
    static constexpr int MaxTopics = 64; ///< in one message

    QString name() const override;
    RealmPolicy policy() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;
};

} // namespace Signalbox
