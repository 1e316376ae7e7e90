// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/glob.h"

#include "core/admission/skeleton.h"

#include <algorithm>
#include <map>
#include <utility>

namespace Signalbox {

namespace {

// No characters, so that no letter of a nick can become one of them by folding.
constexpr char32_t anything = 0x110000;
constexpr char32_t anyOne = 0x110001;

std::u32string withoutOuterSpaces(const std::u32string& text)
{
    const size_t first = text.find_first_not_of(U' ');
    return first == text.npos ? std::u32string()
                              : text.substr(first, text.find_last_not_of(U' ') + 1 - first);
}

std::u32string taken(const QString& pattern)
{
    if (!pattern.contains(u'*') && !pattern.contains(u'?')) {
        return Glob::folded(pattern);
    }
    std::u32string signs;
    QString words;
    for (QChar c : pattern.trimmed()) {
        if (c != u'*' && c != u'?') {
            words += c;
            continue;
        }
        signs += skeletonOf(std::exchange(words, {}));
        signs += c == u'*' ? anything : anyOne;
    }
    return signs + skeletonOf(words);
}

} // namespace

Glob::Glob(const QString& pattern)
{
    std::map<char32_t, States> letters;
    size_t place = 0;
    for (char32_t c : taken(pattern)) {
        if (place == size_t(Longest)) {
            break;
        }
        if (c == anything) {
            if (m_stay[place]) {
                continue;
            }
            m_stay.set(place);
        } else if (c == anyOne) {
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
    const std::u32string skeleton = withoutOuterSpaces(skeletonOf(text));
    // Who has a name in which nothing can be seen is not the same as who has none.
    return skeleton.empty() ? text.toStdU32String() : skeleton;
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
