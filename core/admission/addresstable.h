// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/ipaddress.h"

#include <QHash>

#include <list>
#include <utility>

namespace Signalbox {

/// Something for each address that is worth remembering (blockOf()), and never for more than a
/// fixed number of them: the one that was touched longest ago is forgotten.
///
/// Thread: its owner's. Owner: who remembers.
template <class Value>
class AddressTable
{
public:
    static constexpr size_t MostAddresses = 4096;

    /// nullptr: nothing is known of it.
    const Value* find(const QString& address) const
    {
        const auto found = m_places.constFind(blockOf(address));
        return found == m_places.constEnd() ? nullptr : &(*found)->second;
    }

    /// Finds it, or makes it; from here on it is the youngest.
    Value& touch(const QString& address)
    {
        const QString block = blockOf(address);
        const auto found = m_places.constFind(block);
        if (found != m_places.constEnd()) {
            m_entries.splice(m_entries.end(), m_entries, *found);
            return (*found)->second;
        }
        if (m_entries.size() >= MostAddresses) {
            m_places.remove(m_entries.front().first);
            m_entries.pop_front();
        }
        m_entries.emplace_back(block, Value());
        m_places.insert(block, std::prev(m_entries.end()));
        return m_entries.back().second;
    }

    void clear()
    {
        m_places.clear();
        m_entries.clear();
    }

    size_t size() const { return m_entries.size(); }

private:
    using Entries = std::list<std::pair<QString, Value>>; ///< the oldest first

    Entries m_entries;
    QHash<QString, typename Entries::iterator> m_places;
};

} // namespace Signalbox
