// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/undecided.h"

namespace Signalbox {

namespace {

class UndecidedReader final : public DialectReader
{
public:
    Reading read(QByteArrayView, const Standing&) override
    {
        return Fault{FaultCode::Undecided, {}};
    }
};

} // namespace

QString Undecided::name() const
{
    return {};
}

RealmPolicy Undecided::policy() const
{
    RealmPolicy policy;
    policy.hasDefaultRoom = false;
    return policy;
}

Opening Undecided::open(const Handshake&) const
{
    return {std::make_unique<UndecidedReader>(), {}, std::nullopt};
}

QByteArray Undecided::write(const Event&, int) const
{
    return {};
}

} // namespace Signalbox
