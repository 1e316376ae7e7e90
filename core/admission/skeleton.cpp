// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/skeleton.h"

#include <QChar>

#include <array>
#include <memory>
#include <string_view>
#include <unicode/uspoof.h>

namespace Signalbox {

namespace {

bool isBetween(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

/// Accents of Latin, Greek and Cyrillic letters, and what is stroked through or put around any. The
/// marks of other scripts are what tells their words apart.
bool isAccent(char32_t c)
{
    return isBetween(c, 0x0300, 0x036F) || isBetween(c, 0x1AB0, 0x1AFF)
        || isBetween(c, 0x1DC0, 0x1DFF) || isBetween(c, 0x20D0, 0x20FF)
        || isBetween(c, 0xFE20, 0xFE2F) || isBetween(c, 0x0483, 0x0489);
}

bool isInvisible(char32_t c)
{
    constexpr std::u32string_view fillers = U"\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";
    return QChar::category(c) == QChar::Other_Format || QChar::category(c) == QChar::Other_Control
        || fillers.find(c) != fillers.npos || isBetween(c, 0x180B, 0x180F)
        || isBetween(c, 0xFE00, 0xFE0F) || isBetween(c, 0xE0000, 0xE0FFF);
}

/// Letters that look like a Latin one, where Unicode's list (UTS #39) does not say so, or of the
/// small letter another one: eta, nu and upsilon, whose capitals cannot be told from H, N and Y;
/// small capitals, omega, the Armenian yi and a j without its dot.
constexpr std::u32string_view ownRows
    = U"\u03B7\u03BD\u03C5"
      U"\u1D00\u0299\u1D05\u1D07\u0262\u029C\u1D0A\u1D0B\u029F\u1D0D\u0274\u1D18\u1D1B"
      U"\u03C9\u0575\u0237";
constexpr std::u32string_view likeOwnRows = U"hnyabdeghjklmnptwjj";
static_assert(ownRows.size() == likeOwnRows.size());

/// Knows by ICU, which keeps Unicode's list, which letters and digits look like which.
class LookAlikes
{
public:
    /// The letter or digit of ASCII like which this one looks, small or capital, or itself.
    char32_t plain(char32_t letter)
    {
        const size_t place = ownRows.find(letter);
        if (place != ownRows.npos) {
            return likeOwnRows[place];
        }
        if (!m_checker) {
            UErrorCode trouble = U_ZERO_ERROR;
            m_checker.reset(uspoof_open(&trouble));
        }
        if (const char32_t like = listed(letter)) {
            return like;
        }
        for (char32_t other : {QChar::toUpper(letter), QChar::toLower(letter)}) {
            const char32_t like = other == letter ? 0 : listed(other);
            if (like != 0) {
                return like;
            }
        }
        return letter;
    }

private:
    struct Closer
    {
        void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
    };

    char32_t listed(char32_t letter) const;

    std::unique_ptr<USpoofChecker, Closer>
        m_checker; ///< nullptr until it is needed, and where ICU lacks its data
};

/// 0: none.
char32_t LookAlikes::listed(char32_t letter) const
{
    const QString text = QString::fromUcs4(&letter, 1);
    std::array<UChar, 32> like; // one letter looks like a few at most
    UErrorCode trouble = U_ZERO_ERROR;
    const int size = m_checker
        ? uspoof_getSkeleton(m_checker.get(), 0, reinterpret_cast<const UChar*>(text.utf16()),
            int(text.size()), like.data(), int(like.size()), &trouble)
        : 0;
    if (U_FAILURE(trouble)) {
        return 0;
    }
    char32_t found = 0;
    for (char32_t c : std::u16string_view(like.data(), size_t(size))) {
        if (isAccent(c)) {
            continue;
        }
        if (found != 0 || c >= 0x80 || !QChar::isLetterOrNumber(c)) {
            return 0;
        }
        found = QChar::toCaseFolded(c);
    }
    return found;
}

} // namespace

std::u32string skeletonOf(const QString& name)
{
    constexpr QChar lunateSigma(0x03F2); // like a c, and taken for another sigma when taken apart
    constexpr QChar capitalLunateSigma(0x03F9);
    QString text = name;
    text.replace(lunateSigma, u'c').replace(capitalLunateSigma, u'c');
    // Folding may give what can be taken apart once more.
    const QString folded = text.normalized(QString::NormalizationForm_KD)
                               .toCaseFolded()
                               .normalized(QString::NormalizationForm_KD);
    LookAlikes lookAlikes;
    std::u32string skeleton;
    for (char32_t c : folded.toStdU32String()) {
        if (!isAccent(c) && !isInvisible(c)) {
            skeleton += c < 0x80 ? c : lookAlikes.plain(c);
        }
    }
    return skeleton;
}

} // namespace Signalbox
