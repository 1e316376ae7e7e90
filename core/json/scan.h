// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <array>
#include <span>

namespace Signalbox::Json {

/// The JSON type of a value.
enum class Kind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object
};

/// Where one member of an object lies in the text.
struct Member
{
    qsizetype begin = 0; ///< the key's opening quote
    qsizetype valueBegin = 0;
    qsizetype end = 0; ///< one past the value
    Kind kind{};
    int times = 0; ///< how often the key stands in the object; the positions are those of the last

    explicit operator bool() const { return times > 0; }
    QByteArrayView value(QByteArrayView text) const
    {
        return text.sliced(valueBegin, end - valueBegin);
    }
};

/// What a scan found.
struct Scan
{
    enum class Verdict
    {
        Object,
        NotJson,
        NotAnObject,
        TooDeep
    };
    static constexpr size_t MaxNames = 8;

    Verdict verdict = Verdict::NotJson;
    qsizetype begin = 0; ///< the object's opening brace
    qsizetype end = 0; ///< one past its closing brace
    std::array<Member, MaxNames> members; ///< in the order of the names asked for
};

/// Validates one JSON text (RFC 8259) in a single pass and finds the members of its outermost
/// object that bear one of these names, however their keys are escaped. Nothing is copied or
/// converted.
///
/// text: UTF-8, already known to be valid UTF-8; a byte order mark is passed over. names: at most
/// Scan::MaxNames. maxDepth: levels of arrays and objects, the outermost being the first.
Scan scan(QByteArrayView text, std::span<const QByteArrayView> names, int maxDepth);

} // namespace Signalbox::Json
