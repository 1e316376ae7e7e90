// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <bitset>
#include <vector>

namespace Signalbox {

/// A pattern for a whole nick and those that can be taken for it (skeletonOf()): * stands for
/// anything, also nothing, ? for one character. Spaces around either do not count. All its states
/// go over the text at once, so that nobody can choose a text for which it takes long.
class Glob
{
public:
    static constexpr qsizetype Longest
        = 256; ///< characters of a pattern; the rest is not looked at

    explicit Glob(const QString& pattern);

    bool matches(const std::u32string& folded) const;

    /// Whether there is anything in it that can be seen, beside * and ?.
    bool hasLetters() const { return !m_letters.empty(); }

    /// A text as matches() wants it.
    static std::u32string folded(const QString& text);

    friend bool operator==(const Glob& one, const Glob& other)
    {
        return one.m_pattern == other.m_pattern;
    }

private:
    /// A bit for each number of characters that the text can have matched so far.
    using States = std::bitset<Longest + 1>;

    struct Letter
    {
        char32_t character;
        States places; ///< where the pattern has it
    };

    States placesOf(char32_t character) const;

    std::u32string m_pattern; ///< folded, without stars that mean nothing
    States m_any; ///< where the pattern has ?
    States m_stay; ///< where it has *
    States m_end;
    std::vector<Letter> m_letters; ///< ascending
};

} // namespace Signalbox
