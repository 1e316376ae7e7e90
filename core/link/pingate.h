// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/admissionrules.h"
#include "core/dialects/dialect.h"
#include "core/signal/clock.h"
#include "core/signal/fault.h"

#include <QString>

#include <functional>
#include <optional>

namespace Signalbox {

/// Keeps the peer of one link out until it has given the hub's PIN, for which it has one try and a
/// while. Does not know the PIN.
///
/// Thread: the I/O thread. Owner: the link, until the peer is in.
class PinGate
{
public:
    /// Whether this is the PIN. vouched: brings a secret that only somebody who was let in before
    /// can have. Outlived by what it calls.
    using TryPin
        = std::function<PinVerdict(const QString& address, const QString& pin, bool vouched)>;
    /// Whether the rules know this resume token.
    using Vouch = std::function<bool(const QByteArray& token)>;

    /// What is known of somebody who has come in by the door.
    struct Ticket
    {
        QString address;
        std::optional<PinVerdict> found{}; ///< of the PIN in its request; nullopt: there was none
        QString block{}; ///< under what its address is counted; empty: it is not
    };

    PinGate(TryPin tryPin, Vouch vouch, const Ticket& ticket, Moment deadline);

    /// Why the peer is refused for what its request said; nullopt: it may say something.
    std::optional<FaultCode> refusalAtOnce() const;

    /// Why it is refused when it says this; nullopt: it is let in.
    std::optional<FaultCode> refusal(const Reading& reading) const;

    bool isOverdue(Moment now) const { return now >= m_deadline; }
    void waitUntil(Moment deadline) { m_deadline = deadline; }

private:
    TryPin m_tryPin;
    Vouch m_vouch;
    Ticket m_ticket;
    Moment m_deadline;
};

} // namespace Signalbox
