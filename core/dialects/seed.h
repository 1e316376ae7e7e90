// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"

namespace Signalbox {

/// The hub's own language: the seed protocol's join, offer, answer, icecandidate and leave, and
/// what was missing there. docs/protocol.md is its specification.
class Seed final : public Dialect
{
public:
    static constexpr int Version = 1;

    explicit Seed(const DialectSettings& settings = {});

    QString name() const override;
    RealmPolicy policy() const override;
    PeerId freshId() const override;
    Opening open(const Handshake& handshake) const override;
    QByteArray write(const Event& event, int version) const override;

private:
    DialectSettings m_settings;
};

} // namespace Signalbox
