// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/weborigin.h"

#include <QByteArray>
#include <QSet>
#include <QStringList>

namespace Signalbox {

/// By what name browsers may reach the hub. A page of any site could otherwise point its own name
/// at the hub's address, and would then be a page of the hub (DNS rebinding). Addresses cannot be
/// pointed anywhere.
///
/// Thread: the I/O thread. Owner: the doorman.
class HostRule
{
public:
    /// listed: by the owner. own: the machine's host names; those of multicast DNS follow from
    /// them.
    void set(const QStringList& listed, const QStringList& own);

    /// host: the Host header as sent, with its port.
    bool allows(const QByteArray& host) const;

    bool allowsName(const QString& name) const; ///< in lowercase, without a port

private:
    void add(const QString& name);

    QSet<QString> m_names;
};

} // namespace Signalbox
