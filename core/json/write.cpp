// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/write.h"

#include <QStringConverter>

#include <algorithm>

namespace Signalbox::Json {

namespace {

bool needsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void appendEscape(QByteArray& json, char c)
{
    static constexpr char digits[] = "0123456789abcdef";
    if (c == '"' || c == '\\') {
        json += '\\';
        json += c;
        return;
    }
    json += "\\u00";
    json += digits[c >> 4];
    json += digits[c & 0xf];
}

void appendEscaped(QByteArray& json, const QByteArray& utf8)
{
    for (const char c : utf8) {
        if (needsEscape(c)) {
            appendEscape(json, c);
        } else {
            json += c;
        }
    }
}

} // namespace

QByteArray toUtf8(QStringView text)
{
    QStringEncoder encode(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    return encode(text);
}

void appendString(QByteArray& json, QStringView text)
{
    QStringEncoder encode(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const qsizetype quote = json.size();
    // Room for all at once: each append by itself is a call. A peer's list is many short strings.
    json.resize(quote + 1 + encode.requiredSpace(text.size()) + 1);
    char* const begin = json.data() + quote + 1;
    char* const end = encode.appendToBuffer(begin, text);
    const bool isPlain = std::none_of(begin, end, needsEscape);
    const QByteArray utf8 = isPlain ? QByteArray() : QByteArray(begin, end - begin);
    begin[-1] = '"';
    *end = '"';
    json.truncate(quote + 1 + (isPlain ? end - begin + 1 : 0));
    if (!isPlain) {
        appendEscaped(json, utf8);
        json += '"';
    }
}

} // namespace Signalbox::Json
