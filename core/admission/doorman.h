// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/admissionrules.h"
#include "core/signal/clock.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace Signalbox {

/// Decides at the door, by what a request says and where it comes from, whether somebody may come
/// in. Knows no sockets and no HTTP, and not who is inside.
///
/// Thread: the I/O thread. Owner: the reception.
class Doorman
{
public:
    /// What a request says.
    struct Visit
    {
        QString address; ///< the far end, IPv4 also where it arrived mapped into IPv6
        QByteArray host; ///< the Host header as sent, with its port
        std::optional<QByteArray> site; ///< the Origin header as sent; nullopt: there was none
        bool knowsPin = false; ///< brought the right PIN in its path
    };

    enum class Verdict
    {
        Welcome,
        UnknownSite, ///< and noted as a stranger
        UnknownHost, ///< as well
    };

    explicit Doorman(const Clock& clock);
    ~Doorman();

    /// names: the machine's own host names, in lowercase.
    void setRules(const AdmissionRules& rules, const QStringList& names);

    /// Whether this request may open a socket.
    Verdict judge(const Visit& visit);

    /// Not where one connection after the other from this address has come to nothing lately: then
    /// a request from there has to be whole and good at once.
    bool hasPatienceWith(const QString& address) const;

    /// A connection from this address came to nothing: no head, garbage, an upgrade that is none.
    void noteFailure(const QString& address);

    bool wantsPin() const;

    PinVerdict tryPin(
        const QString& address, const QString& pin, PinGiver giver = PinGiver::Anybody);

    /// So many wrong PINs came lately that the owner should take another one.
    bool isPinUnderAttack() const;

    /// Who was refused for a site or a host name that is not known, the oldest first; bounded.
    const std::vector<Stranger>& strangers() const;

    /// The owner has seen this one and does not want to.
    void ignore(const QString& name);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Signalbox
