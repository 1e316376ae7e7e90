// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/plaintext.h"

#include <QChar>
#include <QList>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr char32_t zeroWidthNonJoiner = 0x200C;
constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t emojiPresentation = 0xFE0F;
constexpr int marksPerBase = 4;

bool isPlainAscii(const QString& text)
{
    // Starting as if after a space refuses a leading one; double ones are refused on the way.
    bool afterSpace = true;
    for (const QChar c : text) {
        if (c < u' ' || c > u'~' || (c == u' ' && afterSpace)) {
            return false;
        }
        afterSpace = c == u' ';
    }
    return text.isEmpty() || !afterSpace;
}

bool isEmoji(char32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2300 && c <= 0x23FF)
        || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF) || c == 0x2194
        || c == 0x2195;
}

bool isIndic(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    return script >= QChar::Script_Devanagari && script <= QChar::Script_Sinhala;
}

/// Characters that are letters or marks by category and yet leave nothing to see.
bool isInvisible(char32_t c)
{
    switch (c) {
    case 0x034F: // combining grapheme joiner
    case 0x115F:
    case 0x1160:
    case 0x3164:
    case 0xFFA0: // Hangul fillers
    case 0x17B4:
    case 0x17B5: // Khmer inherent vowels
    case 0x2800: // blank Braille pattern
        return true;
    default:
        return (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0F)
            || (c >= 0xE0000 && c <= 0xE0FFF) || (c >= 0xFFF0 && c <= 0xFFF8);
    }
}

bool isSpace(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return (c >= 0x09 && c <= 0x0D) || c == 0x85;
    }
}

/// Whether there is something to see, be it an accent on what stands before.
bool isSeen(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
        return false;
    default:
        return !isInvisible(c) && !QChar::isNonCharacter(c);
    }
}

bool isLineEnd(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

/// A joiner says something only between two emoji, or after and before Indic letters.
bool isMeaningfulJoiner(char32_t joiner, char32_t before, char32_t after)
{
    if (isIndic(before) && isIndic(after)) {
        return true;
    }
    return joiner == zeroWidthJoiner && (isEmoji(before) || before == emojiPresentation)
        && isEmoji(after);
}

/// Takes code points one by one and keeps what may be shown.
class Cleaner
{
public:
    void take(char32_t c, char32_t next)
    {
        if (isSpace(c)) {
            m_spacePending = !m_kept.isEmpty();
            m_marks = marksPerBase;
            return;
        }
        if (c == zeroWidthJoiner || c == zeroWidthNonJoiner) {
            if (isMeaningfulJoiner(c, m_last, next)) {
                keep(c);
            }
            return;
        }
        if (c == emojiPresentation && isEmoji(m_last)) {
            keep(c);
            return;
        }
        if (!isSeen(c) || (isMark(c) && ++m_marks > marksPerBase)) {
            return;
        }
        if (m_spacePending) {
            keep(U' ');
        }
        if (!isMark(c)) {
            m_marks = 0;
        }
        keep(c);
    }

    qsizetype size() const { return m_kept.size(); }
    QString text() const { return QString::fromUcs4(m_kept.constData(), m_kept.size()); }

private:
    void keep(char32_t c)
    {
        m_kept.append(c);
        m_last = c;
        m_spacePending = false;
    }

    QList<char32_t> m_kept;
    char32_t m_last = 0;
    int m_marks = marksPerBase; // without a base, a mark would sit on what stands before the text
    bool m_spacePending = false;
};

QString shortened(const QString& text, qsizetype maxLength)
{
    if (text.size() <= maxLength) {
        return text;
    }
    qsizetype length = std::max<qsizetype>(0, maxLength - 1);
    if (length > 0 && text.at(length - 1).isHighSurrogate()) {
        --length;
    }
    return text.left(length) + QChar(0x2026);
}

} // namespace

QString plain(const QString& text, qsizetype maxLength)
{
    if (isPlainAscii(text)) {
        return shortened(text, maxLength);
    }

    // A hostile text may hide little behind very much: what is looked at is bounded as well.
    const QList<uint> points = text.left(maxLength * 16).toUcs4();
    Cleaner cleaner;
    for (qsizetype i = 0; i < points.size() && cleaner.size() <= maxLength; ++i) {
        const char32_t next = i + 1 < points.size() ? points.at(i + 1) : 0;
        cleaner.take(points.at(i), next);
    }
    return shortened(cleaner.text(), maxLength);
}

QString revealed(const QString& text)
{
    QString shown;
    shown.reserve(text.size());
    int marks = marksPerBase;
    for (const char32_t c : text.toUcs4()) {
        marks = isMark(c) ? marks + 1 : 0;
        if (c == U'\n' || c == U'\t' || (isSeen(c) && !isLineEnd(c) && marks <= marksPerBase)) {
            shown += QChar::fromUcs4(c);
        } else {
            shown += (c > 0xFFFF ? QStringLiteral("\\u{%1}") : QStringLiteral("\\u%1"))
                         .arg(static_cast<uint>(c), 4, 16, QLatin1Char('0'));
        }
    }
    return shown;
}

QString isolated(const QString& cleaned)
{
    return QChar(0x2068) + cleaned + QChar(0x2069);
}

QString withoutIsolates(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

QString tooltipText(const QString& cleaned)
{
    if (cleaned.isEmpty()) {
        return {};
    }
    QString escaped = cleaned.toHtmlEscaped();
    escaped.replace(u'\n', QLatin1String("<br>"));
    return QStringLiteral("<qt>%1</qt>").arg(escaped);
}

QString menuText(const QString& cleaned)
{
    QString text = cleaned;
    text.replace(u'&', QLatin1String("&&"));
    text.replace(u'\t', u' ');
    return text;
}

} // namespace Signalbox
