// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/requesthead.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace Signalbox {

namespace {

constexpr QByteArrayView lineEnd = "\r\n";
constexpr QByteArrayView emptyLine = "\r\n\r\n";

/// Of the places that are here (RFC 9110 section 4.2, RFC 6455 section 3).
constexpr std::array<QByteArrayView, 4> schemes{"http://", "https://", "ws://", "wss://"};

/// Few clients send more headers than this.
constexpr qsizetype UsualHeaders = 16;

/// What may stand in a token (RFC 9110 section 5.6.2), in lowercase; 0: nothing else may.
constexpr auto tokenCharacters = [] {
    std::array<char, 256> table{};
    for (const char mark :
        std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")) {
        table[static_cast<unsigned char>(mark)] = mark;
    }
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
        table[static_cast<unsigned char>(letter)] = char(letter - 'A' + 'a');
    }
    return table;
}();

char tokenCharacter(char c)
{
    return tokenCharacters[static_cast<unsigned char>(c)];
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return tokenCharacter(c) != 0; });
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

bool hasToken(QByteArrayView list, QByteArrayView token)
{
    while (true) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView candidate = comma < 0 ? list : list.first(comma);
        if (candidate.trimmed().compare(token, Qt::CaseInsensitive) == 0) {
            return true;
        }
        if (comma < 0) {
            return false;
        }
        list = list.sliced(comma + 1);
    }
}

} // namespace

qsizetype RequestHead::sizeIn(QByteArrayView bytes)
{
    const std::string_view text(bytes.data(), size_t(bytes.size()));
    const size_t at = text.find(std::string_view(emptyLine.data(), size_t(emptyLine.size())));
    return at == std::string_view::npos ? -1 : qsizetype(at) + emptyLine.size();
}

std::optional<RequestHead> RequestHead::parse(QByteArrayView head)
{
    RequestHead request;
    request.m_headers.reserve(UsualHeaders);
    QByteArrayView rest = head.sliced(head.startsWith(lineEnd) ? lineEnd.size() : 0);
    for (bool isFirst = true; !rest.isEmpty(); isFirst = false) {
        // No good line has a carriage return in it.
        const qsizetype end = rest.indexOf('\r');
        if (end < 0 || !rest.sliced(end).startsWith(lineEnd)) {
            return std::nullopt;
        }
        const QByteArrayView line = rest.first(end);
        rest = rest.sliced(end + lineEnd.size());
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
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first == last) {
        return false;
    }
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(method) || !isTarget(target, method) || !isVersion(version)) {
        return false;
    }
    m_method = method.toByteArray();
    m_version = version.toByteArray();
    if (const qsizetype scheme = schemeSize(target); scheme > 0) {
        const auto end = std::find_if(
            target.begin() + scheme, target.end(), [](char c) { return c == '/' || c == '?'; });
        const qsizetype at = end - target.begin();
        m_targetHost = target.sliced(scheme, at - scheme).toByteArray();
        const QByteArray place = target.sliced(at).toByteArray();
        setTarget(place.startsWith('/') ? place : '/' + place);
    } else {
        setTarget(target.toByteArray());
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
    QByteArray name(colon, Qt::Uninitialized);
    std::transform(line.begin(), line.begin() + colon, name.begin(), tokenCharacter);
    m_headers.append({std::move(name), line.sliced(colon + 1).trimmed().toByteArray()});
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
    return QByteArrayLiteral(
               "GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ")
        + header("sec-websocket-key") + QByteArrayLiteral("\r\n\r\n");
}

} // namespace Signalbox
