// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/admissionrules.h"

#include <functional>
#include <vector>

namespace Signalbox {

/// Who was refused for a site or a host name that the owner has not allowed, so that they can be
/// asked about it. Bounded: whoever knocks under many names crowds out who knocked before.
///
/// Thread: the I/O thread. Owner: the doorman.
class Strangers
{
public:
    static constexpr size_t MostStrangers = 50;
    static constexpr size_t MostIgnored = 200;

    void note(Stranger::Kind kind, const QString& name, const QString& address, Moment now);

    /// Is not shown from here on, until the owner allows it after all.
    void ignore(const QString& name);

    using Test = std::function<bool(Stranger::Kind kind, const QString& name)>;
    void dropAllowed(const Test& isAllowed);
    void stopIgnoring(const Test& isListed);

    const std::vector<Stranger>& all() const { return m_strangers; } ///< the oldest first

private:
    std::vector<Stranger> m_strangers;
    QStringList m_ignored; ///< the oldest first
};

} // namespace Signalbox
