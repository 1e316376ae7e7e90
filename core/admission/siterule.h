// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/admissionrules.h"
#include "core/admission/weborigin.h"

#include <QByteArray>
#include <QList>

namespace Signalbox {

/// From which web pages a socket may be opened: the hub's own, those of this machine, and those
/// that the owner allows. Pages without a site of their own (files, sandboxed frames) send "null":
/// any site can make one, so that no list can name them, and they need the PIN.
///
/// Thread: the I/O thread. Owner: the doorman.
class SiteRule
{
public:
    /// What is no origin in the list allows nothing.
    void set(const AdmissionRules& rules);

    /// site, host: the Origin and Host headers as sent.
    bool allows(const QByteArray& site, const QByteArray& host, bool knowsPin) const;

    bool allowsAny() const { return m_allowsAny; }
    bool lists(const WebOrigin& site) const; ///< by name

private:
    bool m_allowsAny = false;
    QList<WebOrigin> m_allowed;
};

} // namespace Signalbox
