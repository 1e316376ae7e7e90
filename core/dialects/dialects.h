// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/dialect.h"
#include "core/dialects/languages.h"

#include <array>
#include <memory>
#include <vector>

namespace Signalbox {

/// Every wire language of the hub, by its Language.
///
/// Thread: the I/O thread. Owner: the switchboard; outlives all links.
class Dialects
{
public:
    explicit Dialects(const DialectSettings& settings);

    const Dialect& at(Language language) const { return *m_dialects[size_t(language)]; }

    /// In the order of the languages.
    std::vector<RealmPolicy> policies() const;

private:
    std::array<std::unique_ptr<Dialect>, Languages::Count> m_dialects;
};

} // namespace Signalbox
