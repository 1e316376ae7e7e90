// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/build.h"

#include "core/json/write.h"

#include <algorithm>
#include <cstring>

namespace Signalbox::Json {

void appendKey(QByteArray& json, const char* key)
{
    constexpr qsizetype marks = 4;
    const auto size = qsizetype(std::strlen(key));
    const qsizetype at = json.size();
    json.resize(at + size + marks);
    char* to = json.data() + at;
    *to++ = ',';
    *to++ = '"';
    to = std::copy_n(key, size, to);
    *to++ = '"';
    *to = ':';
}

void appendMember(QByteArray& json, const char* key, QStringView value)
{
    appendKey(json, key);
    appendString(json, value);
}

QByteArray withString(const QByteArray& json, qsizetype at, QStringView text)
{
    Q_ASSERT(at >= 0 && at <= json.size());
    constexpr qsizetype mostBytesPerUnit = 3; // and the string is measured before it is known
    constexpr qsizetype margin = 16;
    QByteArray whole;
    whole.reserve(json.size() + text.size() * mostBytesPerUnit + margin);
    whole += QByteArrayView(json).first(at);
    appendString(whole, text);
    whole += QByteArrayView(json).sliced(at);
    return whole;
}

} // namespace Signalbox::Json
