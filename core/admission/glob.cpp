// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/glob.h"

#include <algorithm>
#include <map>

namespace Signalbox {

Glob::Glob(const QString& pattern)
{
    std::map<char32_t, States> letters;
    size_t place = 0;
    for (char32_t c : folded(pattern)) {
        if (place == size_t(Longest)) {
            break;
        }
        if (c == U'*') {
            if (m_stay[place]) {
                continue;
            }
            m_stay.set(place);
        } else if (c == U'?') {
            m_any.set(place++);
        } else {
            letters[c].set(place++);
        }
        m_pattern += c;
    }
    m_end.set(place);
    for (const auto& [character, places] : letters) {
        m_letters.push_back({character, places});
    }
}

std::u32string Glob::folded(const QString& text)
{
    return text.toCaseFolded().toStdU32String();
}

Glob::States Glob::placesOf(char32_t character) const
{
    const auto found = std::lower_bound(m_letters.begin(), m_letters.end(), character,
        [](const Letter& letter, char32_t c) { return letter.character < c; });
    const bool isThere = found != m_letters.end() && found->character == character;
    return isThere ? found->places | m_any : m_any;
}

bool Glob::matches(const std::u32string& folded) const
{
    States states;
    states.set(0);
    for (char32_t c : folded) {
        states = ((states & placesOf(c)) << 1) | (states & m_stay);
        if (states.none()) {
            return false;
        }
    }
    return (states & m_end).any();
}

} // namespace Signalbox
