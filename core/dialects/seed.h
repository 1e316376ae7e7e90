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

    QString name() const override;
    Realm realm() const override;
    std::unique_ptr<DialectReader> makeReader() const override;
    QByteArray write(const Event& event) const override;
};

} // namespace Signalbox
