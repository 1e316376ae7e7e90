// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/scan.h"

#include <optional>
#include <vector>

namespace Signalbox::Json {

/// Where one element of an array lies in the text.
struct Element
{
    qsizetype begin = 0;
    qsizetype end = 0; ///< one past the value
    Kind kind{};

    QByteArrayView value(QByteArrayView text) const { return text.sliced(begin, end - begin); }
};

/// The elements of an array, in their order; nullopt if there are more than these.
///
/// array: the value of a member of Kind::Array that scan() found, brackets included. Nothing in it
/// is judged again.
std::optional<std::vector<Element>> elements(QByteArrayView array, qsizetype most);

} // namespace Signalbox::Json
