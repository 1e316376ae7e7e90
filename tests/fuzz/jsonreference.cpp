// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/jsonreference.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace Signalbox::JsonReference {

namespace {

/// Goes over a text byte by byte and knows which bytes are within strings.
class Cursor
{
public:
    explicit Cursor(QByteArrayView text)
        : m_text(text)
    { }

    bool isAtEnd() const { return m_at >= m_text.size(); }
    qsizetype at() const { return m_at; }
    char byte() const { return m_text[m_at]; }
    bool isInString() const { return m_inString; } ///< also of the quote that ends it

    /// Moves on by a byte; in strings, by an escape's first two.
    void next()
    {
        if (byte() == '"') {
            m_inString = !m_inString;
        } else if (m_inString && byte() == '\\') {
            ++m_at;
        }
        ++m_at;
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_inString = false;
};

int levelsOpened(char c)
{
    return int(c == '{' || c == '[') - int(c == '}' || c == ']');
}

Member memberFrom(QByteArrayView text)
{
    Cursor cursor(text);
    while (cursor.isInString() || cursor.byte() != ':') {
        cursor.next();
    }
    const QByteArrayView key = text.first(cursor.at());
    return {valueOf(key)->toString(), text.sliced(cursor.at() + 1).trimmed()};
}

} // namespace

std::optional<QJsonValue> valueOf(QByteArrayView text)
{
    // QJsonDocument takes arrays and objects only, so that the value is put into an array. From the
    // beginning of strings it drops byte order marks, if they are not escaped.
    const QByteArrayView mark = "\xEF\xBB\xBF";
    QByteArray wrapped = "[";
    wrapped += text.sliced(text.startsWith(mark) ? mark.size() : 0);
    wrapped += ']';
    wrapped.replace(mark, "\\ufeff");
    const QJsonArray array = QJsonDocument::fromJson(wrapped).array();
    return array.size() == 1 ? std::optional(array.at(0)) : std::nullopt;
}

bool isLax(QByteArrayView text)
{
    const auto isDigitAt = [text](qsizetype at) {
        return at >= 0 && at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    for (Cursor cursor(text); !cursor.isAtEnd(); cursor.next()) {
        const char c = cursor.byte();
        const qsizetype at = cursor.at();
        if (!cursor.isInString()) {
            if (c == '.' && !(isDigitAt(at - 1) && isDigitAt(at + 1))) {
                return true;
            }
        } else if (static_cast<unsigned char>(c) < 0x20
            || (c == '\\' && !QByteArrayView("\"\\/bfnrtu").contains(text[at + 1]))) {
            return true;
        }
    }
    return false;
}

QString textOf(const QJsonValue& value)
{
    QString text = value.toString();
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair
            = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (isPair) {
            ++i;
        } else if (text[i].isSurrogate()) {
            text[i] = QChar::ReplacementCharacter;
        }
    }
    return text;
}

qsizetype sizeOf(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    qsizetype size = utf8.size() + utf8.count('"') + utf8.count('\\');
    for (char c : utf8) {
        size += static_cast<unsigned char>(c) < 0x20 ? 5 : 0; // \u0000
    }
    return size;
}

int depthOf(QByteArrayView text)
{
    int depth = 0;
    int deepest = 0;
    for (Cursor cursor(text); !cursor.isAtEnd(); cursor.next()) {
        if (!cursor.isInString()) {
            depth += levelsOpened(cursor.byte());
            deepest = std::max(deepest, depth);
        }
    }
    return deepest;
}

QList<Member> membersOf(QByteArrayView object)
{
    QList<Member> members;
    qsizetype begin = object.indexOf('{') + 1;
    int depth = 0;
    for (Cursor cursor(object); !cursor.isAtEnd(); cursor.next()) {
        if (cursor.isInString()) {
            continue;
        }
        depth += levelsOpened(cursor.byte());
        const bool ends = cursor.byte() == '}' && depth == 0;
        if (ends || (cursor.byte() == ',' && depth == 1)) {
            const QByteArrayView text = object.sliced(begin, cursor.at() - begin).trimmed();
            if (!text.isEmpty()) {
                members.append(memberFrom(text));
            }
            begin = cursor.at() + 1;
        }
    }
    return members;
}

} // namespace Signalbox::JsonReference
