// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/json/elements.h"

namespace Signalbox::Json {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

Kind kindOf(char first)
{
    switch (first) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::String;
    case 't':
    case 'f':
        return Kind::Boolean;
    case 'n':
        return Kind::Null;
    default:
        return Kind::Number;
    }
}

/// One past the string that begins here.
qsizetype pastString(QByteArrayView text, qsizetype at)
{
    for (++at; text[at] != '"'; ++at) {
        if (text[at] == '\\') {
            ++at;
        }
    }
    return at + 1;
}

/// One past the array or object that begins here. In valid JSON each bracket closes the last that
/// is open, so that counting them is enough.
qsizetype pastBrackets(QByteArrayView text, qsizetype at)
{
    int open = 0;
    do {
        switch (text[at]) {
        case '"':
            at = pastString(text, at);
            continue;
        case '[':
        case '{':
            ++open;
            break;
        case ']':
        case '}':
            --open;
            break;
        default:
            break;
        }
        ++at;
    } while (open > 0);
    return at;
}

qsizetype pastPlain(QByteArrayView text, qsizetype at)
{
    while (text[at] != ',' && text[at] != ']' && !isSpace(text[at])) {
        ++at;
    }
    return at;
}

qsizetype pastSpace(QByteArrayView text, qsizetype at)
{
    while (isSpace(text[at])) {
        ++at;
    }
    return at;
}

qsizetype pastValue(QByteArrayView text, qsizetype at, Kind kind)
{
    switch (kind) {
    case Kind::String:
        return pastString(text, at);
    case Kind::Array:
    case Kind::Object:
        return pastBrackets(text, at);
    default:
        return pastPlain(text, at);
    }
}

} // namespace

std::optional<std::vector<Element>> elements(QByteArrayView array, qsizetype most)
{
    std::vector<Element> found;
    qsizetype at = pastSpace(array, 1);
    while (array[at] != ']') {
        if (qsizetype(found.size()) == most) {
            return std::nullopt;
        }
        Element element;
        element.begin = at;
        element.kind = kindOf(array[at]);
        element.end = pastValue(array, at, element.kind);
        found.push_back(element);
        at = pastSpace(array, element.end);
        if (array[at] == ',') {
            at = pastSpace(array, at + 1);
        }
    }
    return found;
}

} // namespace Signalbox::Json
