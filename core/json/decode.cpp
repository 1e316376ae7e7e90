// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/decode.h"

#include "core/json/write.h"

#include <QStringConverter>

#include <algorithm>

namespace Signalbox::Json {

namespace {

int hexValue(char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}

/// QString::fromUtf8() would drop a byte order mark at the beginning: two names would be one.
QString fromUtf8(QByteArrayView utf8)
{
    using Flag = QStringDecoder::Flag;
    QStringDecoder decode(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    return decode(utf8);
}

/// What an escape stands for, of which the position is past the backslash and moves past the rest.
char16_t takeEscaped(QByteArrayView string, qsizetype& at)
{
    const char kind = string[at++];
    switch (kind) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    case 'u':
        break;
    default:
        return char16_t(kind);
    }
    char16_t unit = 0;
    for (const qsizetype end = at + 4; at < end; ++at) {
        unit = char16_t(unit * 16 + hexValue(string[at]));
    }
    return unit;
}

} // namespace

bool isText(QByteArrayView quoted, QByteArrayView text)
{
    const QByteArrayView inner = quoted.sliced(1, quoted.size() - 2);
    qsizetype at = 0;
    for (char expected : text) {
        if (at == inner.size()) {
            return false;
        }
        const char c = inner[at++];
        if (c == '\\' ? takeEscaped(inner, at) != expected : c != expected) {
            return false;
        }
    }
    return at == inner.size();
}

QString decodeString(QByteArrayView quoted)
{
    const QByteArrayView inner = quoted.sliced(1, quoted.size() - 2);
    if (!inner.contains('\\')) {
        return fromUtf8(inner);
    }
    QString decoded;
    decoded.reserve(inner.size());
    for (qsizetype at = 0; at < inner.size();) {
        const qsizetype escape = std::find(inner.begin() + at, inner.end(), '\\') - inner.begin();
        decoded += fromUtf8(inner.sliced(at, escape - at));
        at = escape;
        if (at < inner.size()) {
            decoded += QChar(takeEscaped(inner, ++at));
        }
    }
    // The way through UTF-8 and back replaces halves of surrogate pairs.
    return decoded.isValidUtf16() ? decoded : fromUtf8(toUtf8(decoded));
}

} // namespace Signalbox::Json
