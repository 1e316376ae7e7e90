// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/requesthead.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

constexpr QByteArrayView lineEnd = "\r\n";
constexpr QByteArrayView emptyLine = "\r\n\r\n";

/// Of the places that are here (RFC 9110 section 4.2, RFC 6455 section 3).
constexpr std::array<QByteArrayView, 4> schemes{"http://", "https://", "ws://", "wss://"};

bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~"; // RFC 9110 section 5.6.2
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || marks.contains(c);
    });
}

/// The length of the scheme of a target in absolute form; 0: it is in another.
qsizetype schemeSize(QByteArrayView target)
{
    const auto found
        = std::find_if(schemes.begin(), schemes.end(), [target](QByteArrayView scheme) {
              return target.first(std::min(target.size(), scheme.size()))
                         .compare(scheme, Qt::CaseInsensitive)
                  == 0;
          });
    return found == schemes.end() ? 0 : found->size();
}

/// Printable ASCII only (RFC 3986 section 2): a path, perhaps with a query, and perhaps with where
/// it is before it; or the asterisk, which only OPTIONS may ask for.
bool isTarget(QByteArrayView text, QByteArrayView method)
{
    const bool isKnownForm = text.startsWith('/') || schemeSize(text) > 0
        || (text == QByteArrayView("*") && method == QByteArrayView("OPTIONS"));
    return isKnownForm
        && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool isVersion(QByteArrayView text)
{
    constexpr QByteArrayView major = "HTTP/1.";
    return text.startsWith(major) && text.size() == major.size() + 1 && text.back() >= '0'
        && text.back() <= '9';
}

/// A bare line end, which some take for a whole one, or a null character may be part of no value
/// (RFC 9110 section 5.5).
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
    qsizetype begin = head.startsWith(lineEnd) ? lineEnd.size() : 0;
    for (bool isFirst = true; begin < head.size(); isFirst = false) {
        const qsizetype end = head.indexOf(lineEnd, begin);
        if (end < 0) {
            return std::nullopt;
        }
        const QByteArrayView line = head.sliced(begin, end - begin);
        begin = end + lineEnd.size();
        const bool isGood
            = isFirst ? request.setRequestLine(line) : line.isEmpty() || request.addHeader(line);
        if (!isGood) {
            return std::nullopt;
        }
    }
    request.takeHostOfTarget();
    return request;
}

bool RequestHead::setRequestLine(QByteArrayView line)
{
    const QList<QByteArray> parts = line.toByteArray().split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || !isTarget(parts[1], parts[0])
        || !isVersion(parts[2])) {
        return false;
    }
    m_method = parts[0];
    m_version = parts[2];
    if (const qsizetype scheme = schemeSize(parts[1]); scheme > 0) {
        const auto end = std::find_if(
            parts[1].begin() + scheme, parts[1].end(), [](char c) { return c == '/' || c == '?'; });
        const qsizetype at = end - parts[1].begin();
        m_targetHost = parts[1].sliced(scheme, at - scheme);
        const QByteArray place = parts[1].sliced(at);
        setTarget(place.startsWith('/') ? place : '/' + place);
    } else {
        setTarget(parts[1]);
    }
    return true;
}

void RequestHead::setTarget(const QByteArray& target)
{
    const qsizetype mark = target.indexOf('?');
    m_target = target;
    m_path = isAboutServer() ? "/" : target.first(mark < 0 ? target.size() : mark);
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
    if (colon < 0 || m_headers.size() == MaxHeaders || !isToken(line.first(colon))
        || !isFieldValue(line.sliced(colon + 1))) {
        return false;
    }
    m_headers.append({line.first(colon).toByteArray().toLower(),
        line.sliced(colon + 1).trimmed().toByteArray()});
    return true;
}

void RequestHead::takeHostOfTarget()
{
    for (auto& [name, value] : m_headers) {
        if (name == "host" && m_targetHost) {
            value = *m_targetHost;
        }
    }
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

QByteArray RequestHead::bareUpgrade() const
{
    return "GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + header("sec-websocket-key") + emptyLine.toByteArray();
}

} // namespace Signalbox
