// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/cut.h"

#include <algorithm>
#include <vector>

namespace Signalbox::Json {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Where to cut a member out, with the comma that goes with it.
std::pair<qsizetype, qsizetype> cutRange(QByteArrayView object, const Member& member)
{
    qsizetype before = member.begin - 1;
    while (isSpace(object[before])) {
        --before;
    }
    if (object[before] == ',') {
        return {before, member.end};
    }
    qsizetype after = member.end;
    while (isSpace(object[after])) {
        ++after;
    }
    if (object[after] != ',') {
        return {member.begin, member.end};
    }
    do {
        ++after;
    } while (isSpace(object[after]));
    return {member.begin, after};
}

} // namespace

QByteArray without(QByteArrayView object, std::span<const Member> members)
{
    // From the last to the first, so that the positions of those still to go stay true.
    std::vector<Member> ordered(members.begin(), members.end());
    std::sort(ordered.begin(), ordered.end(),
        [](const Member& a, const Member& b) { return a.begin > b.begin; });
    QByteArray rest = object.toByteArray();
    for (const Member& member : ordered) {
        const auto [begin, end] = cutRange(rest, member);
        rest.remove(begin, end - begin);
    }
    return rest;
}

} // namespace Signalbox::Json
