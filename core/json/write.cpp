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

void appendEscaped(QByteArray& json, char c)
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

} // namespace

QByteArray toUtf8(QStringView text)
{
    QStringEncoder encode(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    return encode(text);
}

void appendString(QByteArray& json, QStringView text)
{
    QStringEncoder encode(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    json += '"';
    const qsizetype begin = json.size();
    json.resize(begin + encode.requiredSpace(text.size()));
    json.truncate(encode.appendToBuffer(json.data() + begin, text) - json.constData());
    if (std::any_of(json.cbegin() + begin, json.cend(), needsEscape)) {
        const QByteArray utf8 = json.sliced(begin);
        json.truncate(begin);
        for (char c : utf8) {
            if (needsEscape(c)) {
                appendEscaped(json, c);
            } else {
                json += c;
            }
        }
    }
    json += '"';
}

} // namespace Signalbox::Json
