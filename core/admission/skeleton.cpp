// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/skeleton.h"

#include <QChar>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace Signalbox {

namespace {

/// Letters that look like a Latin one, small or capital, behind each of those. They are those of
/// Unicode's confusables.txt (UTS #39) for Cyrillic, Greek, Armenian and the Latin letters that no
/// decomposition leads back to the plain ones, after case folding: of a letter whose two cases look
/// like different Latin ones (Greek nu) the small one counts.
constexpr std::u32string_view lookAlikes[] = {
    U"a\u0430\u03B1\u0251\u1D00", // Cyrillic a, alpha
    U"b\u0432\u03B2\u0180\u0299", // ve, beta
    U"c\u0441\u03F2\u1D04", // es, lunate sigma
    U"d\u0501\u0111\u1D05", // komi de, d with stroke
    U"e\u0435\u03B5\u1D07", // ie, epsilon
    U"g\u0581\u0261\u0262", // co, script g
    U"h\u043D\u04BB\u03B7\u0570\u0127\u029C", // en, shha, eta, ho
    U"i\u0456\u03B9\u0131\u0268\u0269\u026A", // i, iota, dotless i
    U"j\u0458\u03F3\u0575\u0237\u1D0A", // je, yot, yi
    U"k\u043A\u03BA\u1D0B", // ka, kappa
    U"l\u04CF\u0142\u029F", // palochka, l with stroke
    U"m\u043C\u03BC\u1D0D", // em, mu
    U"n\u0578\u0274", // vo
    U"o\u043E\u03BF\u03C3\u0585\u00F8\u1D0F", // o, omicron, sigma, oh, o with stroke
    U"p\u0440\u03C1\u1D18", // er, rho
    U"q\u051B\u0566", // qa, za
    U"r\u0280",
    U"s\u0455\uA731", // dze
    U"t\u0442\u03C4\u0167\u1D1B", // te, tau
    U"u\u057D\u1D1C", // seh
    U"v\u0475\u03BD\u1D20", // izhitsa, nu
    U"w\u051D\u0461\u03C9\u1D21", // we, omega
    U"x\u0445\u03C7", // ha, chi
    U"y\u0443\u04AF\u03C5\u03B3\u028F", // u, straight u, upsilon, gamma
    U"z\u03B6\u1D22", // zeta
};

char32_t plainLetter(char32_t letter)
{
    if (letter < 0x80) {
        return letter;
    }
    const auto like = std::find_if(std::begin(lookAlikes), std::end(lookAlikes),
        [letter](std::u32string_view some) { return some.find(letter) != some.npos; });
    return like == std::end(lookAlikes) ? letter : like->front();
}

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

} // namespace

std::u32string skeletonOf(const QString& name)
{
    // Folding may give what can be taken apart once more.
    const QString folded = name.normalized(QString::NormalizationForm_KD)
                               .toCaseFolded()
                               .normalized(QString::NormalizationForm_KD);
    std::u32string skeleton;
    for (char32_t c : folded.toStdU32String()) {
        if (!isAccent(c) && !isInvisible(c)) {
            skeleton += plainLetter(c);
        }
    }
    return skeleton;
}

} // namespace Signalbox
