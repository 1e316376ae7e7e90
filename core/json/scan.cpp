// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/scan.h"

#include "core/json/decode.h"

#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstdint>

namespace Signalbox::Json {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    const char lower = char(c | 0x20);
    return isDigit(c) || (lower >= 'a' && lower <= 'f');
}

/// Whether a string's byte is more than itself: it ends the string, begins an escape or is not
/// allowed.
bool isSpecial(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// Where the first special byte from here on stands; the text's size if there is none. Looks at
/// eight bytes at a time: most of what is relayed are long strings.
qsizetype findSpecial(QByteArrayView text, qsizetype at)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highBits = ones * 0x80;
    // Marks, with their highest bit, the bytes of a word that are less than a limit up to 0x80. A
    // mark may be wrong only above one that is right, and only the lowest counts.
    const auto less = [](std::uint64_t word, std::uint64_t limit) {
        return (word - ones * limit) & ~word & highBits;
    };
    constexpr qsizetype wordSize = sizeof(std::uint64_t);
    for (; text.size() - at >= wordSize; at += wordSize) {
        const auto word = qFromLittleEndian<quint64>(text.data() + at);
        const std::uint64_t marks
            = less(word, 0x20) | less(word ^ (ones * '"'), 1) | less(word ^ (ones * '\\'), 1);
        if (marks != 0) {
            return at + std::countr_zero(marks) / 8;
        }
    }
    while (at < text.size() && !isSpecial(text[at])) {
        ++at;
    }
    return at;
}

/// Walks over one JSON text. Each pass...() moves the position past what it names and says
/// whether it was there.
class Walker
{
public:
    Walker(QByteArrayView text, std::span<const QByteArrayView> names, int maxDepth)
        : m_text(text)
        , m_names(names)
        , m_maxDepth(maxDepth)
    { }

    Scan walk()
    {
        if (m_text.startsWith("\xEF\xBB\xBF")) {
            m_at = 3;
        }
        passSpace();
        m_found.begin = m_at;
        Kind kind{};
        const bool valid = passValue(kind, 0);
        m_found.end = m_at;
        passSpace();
        if (m_tooDeep) {
            m_found.verdict = Scan::Verdict::TooDeep;
        } else if (!valid || m_at != m_text.size()) {
            m_found.verdict = Scan::Verdict::NotJson;
        } else {
            m_found.verdict
                = kind == Kind::Object ? Scan::Verdict::Object : Scan::Verdict::NotAnObject;
        }
        return m_found;
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool pass(char expected)
    {
        if (m_at >= m_text.size() || m_text[m_at] != expected) {
            return false;
        }
        ++m_at;
        return true;
    }

    void passSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at])) {
            ++m_at;
        }
    }

    bool passWord(QByteArrayView word)
    {
        if (m_text.sliced(m_at).startsWith(word)) {
            m_at += word.size();
            return true;
        }
        return false;
    }

    // The recursion is bounded by m_maxDepth.
    bool passValue(Kind& kind, int depth)
    {
        switch (peek()) {
        case '{':
            kind = Kind::Object;
            return passObject(depth + 1);
        case '[':
            kind = Kind::Array;
            return passArray(depth + 1);
        case '"':
            kind = Kind::String;
            return passString();
        case 't':
            kind = Kind::Boolean;
            return passWord("true");
        case 'f':
            kind = Kind::Boolean;
            return passWord("false");
        case 'n':
            kind = Kind::Null;
            return passWord("null");
        default:
            kind = Kind::Number;
            return passNumber();
        }
    }

    bool isTooDeep(int depth)
    {
        m_tooDeep = m_tooDeep || depth > m_maxDepth;
        return m_tooDeep;
    }

    bool passObject(int depth)
    {
        if (isTooDeep(depth) || !pass('{')) {
            return false;
        }
        passSpace();
        if (pass('}')) {
            return true;
        }
        do {
            passSpace();
            if (!passMember(depth)) {
                return false;
            }
            passSpace();
        } while (pass(','));
        return pass('}');
    }

    bool passMember(int depth)
    {
        Member member;
        member.begin = m_at;
        if (!passString()) {
            return false;
        }
        const QByteArrayView key = m_text.sliced(member.begin, m_at - member.begin);
        passSpace();
        if (!pass(':')) {
            return false;
        }
        passSpace();
        member.valueBegin = m_at;
        if (!passValue(member.kind, depth)) {
            return false;
        }
        member.end = m_at;
        if (depth == 1) {
            note(key, member);
        }
        return true;
    }

    bool passArray(int depth)
    {
        if (isTooDeep(depth) || !pass('[')) {
            return false;
        }
        passSpace();
        if (pass(']')) {
            return true;
        }
        do {
            passSpace();
            Kind kind{};
            if (!passValue(kind, depth)) {
                return false;
            }
            passSpace();
        } while (pass(','));
        return pass(']');
    }

    bool passString()
    {
        if (!pass('"')) {
            return false;
        }
        m_at = findSpecial(m_text, m_at);
        while (peek() == '\\') {
            if (!passEscapes()) {
                return false;
            }
            m_at = findSpecial(m_text, m_at);
        }
        return pass('"');
    }

    /// One or more: those of a line end stand side by side.
    bool passEscapes()
    {
        while (pass('\\')) {
            if (!passEscape()) {
                return false;
            }
        }
        return true;
    }

    bool passEscape()
    {
        switch (peek()) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            ++m_at;
            return true;
        case 'u':
            ++m_at;
            for (int i = 0; i < 4; ++i, ++m_at) {
                if (!isHexDigit(peek())) {
                    return false;
                }
            }
            return true;
        default:
            return false;
        }
    }

    bool passDigits()
    {
        const qsizetype first = m_at;
        while (isDigit(peek())) {
            ++m_at;
        }
        return m_at > first;
    }

    bool passNumber()
    {
        const qsizetype first = m_at;
        pass('-');
        if (!pass('0') && !passDigits()) {
            return false;
        }
        if (pass('.') && !passDigits()) {
            return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (!pass('+')) {
                pass('-');
            }
            if (!passDigits()) {
                return false;
            }
        }
        return isFinite(m_text.sliced(first, m_at - first));
    }

    /// Readers disagree about numbers that no double can hold, so they are refused; only
    /// those with an exponent or hundreds of digits can be such.
    static bool isFinite(QByteArrayView number)
    {
        constexpr qsizetype surelyFinite = 300;
        const bool plain = number.size() < surelyFinite
            && std::none_of(number.begin(), number.end(), [](char c) { return (c | 0x20) == 'e'; });
        bool fits = plain;
        if (!plain) {
            number.toByteArray().toDouble(&fits);
        }
        return fits;
    }

    void note(QByteArrayView quotedKey, const Member& member)
    {
        for (size_t i = 0; i < m_names.size(); ++i) {
            if (isText(quotedKey, m_names[i])) {
                const int times = m_found.members[i].times + 1;
                m_found.members[i] = member;
                m_found.members[i].times = times;
                return;
            }
        }
    }

    QByteArrayView m_text;
    std::span<const QByteArrayView> m_names;
    int m_maxDepth;
    qsizetype m_at = 0;
    bool m_tooDeep = false;
    Scan m_found;
};

} // namespace

Scan scan(QByteArrayView text, std::span<const QByteArrayView> names, int maxDepth)
{
    Q_ASSERT(names.size() <= Scan::MaxNames);
    return Walker(text, names, maxDepth).walk();
}

} // namespace Signalbox::Json
