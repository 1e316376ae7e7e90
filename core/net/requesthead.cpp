// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/requesthead.h"

#include <algorithm>

namespace Signalbox {

namespace {

constexpr QByteArrayView emptyLine = "\r\n\r\n";

bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~"; // RFC 9110 section 5.6.2
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || marks.contains(c);
    });
}

/// A path, perhaps with a query: printable ASCII only (RFC 3986 section 2).
bool isTarget(QByteArrayView text)
{
    return text.startsWith('/')
        && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool isVersion(QByteArrayView text)
{
    constexpr QByteArrayView major = "HTTP/1.";
    return text.startsWith(major) && text.size() == major.size() + 1 && text.back() >= '0'
        && text.back() <= '9';
}

/// QWebSocketServer ends a line at a bare line feed, too: it must not see other headers than those
/// that were judged here.
bool isFieldValue(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(),
        [](char c) { return c != '\t' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f); });
}

constexpr QByteArrayView pinPrefix = "/pin-";
constexpr qsizetype PinDigits = 6;

/// Whether the first segment is a PIN, all of it.
bool beginsWithPin(QByteArrayView path)
{
    constexpr qsizetype end = pinPrefix.size() + PinDigits;
    return path.startsWith(pinPrefix) && path.size() >= end
        && std::all_of(path.begin() + pinPrefix.size(), path.begin() + end,
            [](char c) { return c >= '0' && c <= '9'; })
        && (path.size() == end || path[end] == '/');
}

bool hasToken(const QByteArray& list, QByteArrayView token)
{
    const QList<QByteArray> tokens = list.split(',');
    return std::any_of(tokens.begin(), tokens.end(), [token](const QByteArray& candidate) {
        return candidate.trimmed().compare(token, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

qsizetype RequestHead::sizeIn(QByteArrayView bytes)
{
    const qsizetype at = bytes.indexOf(emptyLine);
    return at < 0 ? -1 : at + emptyLine.size();
}

std::optional<RequestHead> RequestHead::parse(QByteArrayView head)
{
    RequestHead request;
    qsizetype begin = 0;
    for (int line = 0; begin < head.size(); ++line) {
        const qsizetype end = head.indexOf("\r\n", begin);
        if (end < 0 || line > MaxHeaders) {
            return std::nullopt;
        }
        const QByteArrayView text = head.sliced(begin, end - begin);
        begin = end + 2;
        request.m_longestLine = std::max(request.m_longestLine, text.size());
        if (line > 0) {
            if (!text.isEmpty() && !request.addHeader(text)) {
                return std::nullopt;
            }
            continue;
        }
        const QList<QByteArray> parts = text.toByteArray().split(' ');
        if (parts.size() != 3 || !isToken(parts[0]) || !isTarget(parts[1])
            || !isVersion(parts[2])) {
            return std::nullopt;
        }
        request.m_method = parts[0];
        request.m_version = parts[2];
        request.setTarget(parts[1]);
    }
    return request;
}

void RequestHead::setTarget(const QByteArray& target)
{
    const qsizetype mark = target.indexOf('?');
    m_target = target;
    m_path = target.first(mark < 0 ? target.size() : mark);
    m_query = mark < 0 ? QByteArray() : target.sliced(mark + 1);
    if (beginsWithPin(m_path)) {
        m_pin = m_path.sliced(pinPrefix.size(), PinDigits);
        m_path.remove(0, pinPrefix.size() + PinDigits);
        if (m_path.isEmpty()) {
            m_path = "/";
        }
    }
}

bool RequestHead::addHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)) || !isFieldValue(line.sliced(colon + 1))) {
        return false;
    }
    m_headers.append({line.first(colon).toByteArray().toLower(),
        line.sliced(colon + 1).trimmed().toByteArray()});
    return true;
}

qsizetype RequestHead::count(QByteArrayView name) const
{
    return std::count_if(m_headers.begin(), m_headers.end(),
        [name](const auto& header) { return header.first == name; });
}

QByteArray RequestHead::header(QByteArrayView name) const
{
    const auto found = std::find_if(m_headers.begin(), m_headers.end(),
        [name](const auto& header) { return header.first == name; });
    return found == m_headers.end() ? QByteArray() : found->second;
}

bool RequestHead::headerHasToken(QByteArrayView name, QByteArrayView token) const
{
    return std::any_of(m_headers.begin(), m_headers.end(), [name, token](const auto& header) {
        return header.first == name && hasToken(header.second, token);
    });
}

} // namespace Signalbox
