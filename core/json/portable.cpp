// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/portable.h"

#include <QChar>

#include <algorithm>

namespace Signalbox::Json {

namespace {

constexpr qsizetype escapeSize = 6; // backslash, u and four digits

/// The code unit that an escape at this place stands for; 0 if there is none.
uint codeUnitAt(QByteArrayView json, qsizetype at)
{
    const QByteArrayView rest = json.sliced(at);
    return rest.startsWith("\\u") ? rest.sliced(2, 4).toUInt(nullptr, 16) : 0;
}

/// One past the string that begins here; -1 if half a pair is in it.
qsizetype skipString(QByteArrayView json, qsizetype at)
{
    for (++at; json[at] != '"';) {
        if (json[at] != '\\') {
            ++at;
            continue;
        }
        const uint unit = codeUnitAt(json, at);
        if (!QChar::isSurrogate(unit)) {
            at += unit == 0 && json[at + 1] != 'u' ? 2 : escapeSize;
        } else if (QChar::isHighSurrogate(unit)
            && QChar::isLowSurrogate(codeUnitAt(json, at + escapeSize))) {
            at += 2 * escapeSize;
        } else {
            return -1;
        }
    }
    return at + 1;
}

/// One past the number that begins here; -1 if no double is near it.
qsizetype skipNumber(QByteArrayView json, qsizetype at)
{
    const auto begin = json.begin() + at;
    const auto end = std::find_if(begin, json.end(), [](char c) {
        return c == ',' || c == ']' || c == '}' || QByteArrayView(" \n\r\t").contains(c);
    });
    bool isDouble = false;
    static_cast<void>(QByteArrayView(begin, end).toDouble(&isDouble));
    return isDouble ? end - json.begin() : -1;
}

} // namespace

bool isPortable(QByteArrayView json)
{
    for (qsizetype at = 0; at < json.size();) {
        const char c = json[at];
        if (c == '"') {
            at = skipString(json, at);
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            at = skipNumber(json, at);
        } else {
            ++at;
        }
        if (at < 0) {
            return false;
        }
    }
    return true;
}

} // namespace Signalbox::Json
