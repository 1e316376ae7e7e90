// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/net/peerjspages.h"

#include "core/net/reply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>
#include <QUrl>
#include <QUuid>

#include <algorithm>

namespace Signalbox {

namespace {

struct Question
{
    QByteArray key;
    bool forPeers = false; ///< or for an id
};

std::optional<Question> questionIn(const QByteArray& path)
{
    const QByteArrayList segments = path.split('/');
    constexpr qsizetype least = 3; // what is before the first slash, the key, the question
    if (segments.size() < least) {
        return std::nullopt;
    }
    const bool forPeers = segments.constLast() == "peers";
    const QByteArray key = QUrl::fromPercentEncoding(segments.at(segments.size() - 2)).toUtf8();
    if ((!forPeers && segments.constLast() != "id") || key.isEmpty()
        || key.size() > PeerJsPages::MaxKeyBytes) {
        return std::nullopt;
    }
    return Question{key, forPeers};
}

/// Whether a text has only what the origin of a page is made of (RFC 6454 section 6.2).
bool isOrigin(QByteArrayView text)
{
    constexpr qsizetype longest = 512; // a name in the DNS has 253 bytes
    constexpr QByteArrayView marks = ":/.-+_[]%";
    return !text.isEmpty() && text.size() <= longest
        && std::all_of(text.begin(), text.end(), [marks](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                   || marks.contains(c);
           });
}

QByteArray headersFor(const RequestHead& request)
{
    QByteArray headers = "Vary: Origin\r\n";
    const QByteArray origin = request.header("origin");
    if (request.count("origin") == 1 && isOrigin(origin)) {
        headers += "Access-Control-Allow-Origin: " + origin + "\r\n";
    }
    return headers;
}

QByteArray asJson(const QList<QString>& ids)
{
    return QJsonDocument(QJsonArray::fromStringList(ids)).toJson(QJsonDocument::Compact);
}

Reply answerTo(const Question& question, const PeerJsPages::Discovery& discovery)
{
    Reply reply;
    reply.type = "text/html; charset=utf-8";
    if (!question.forPeers) {
        reply.body = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
        return reply;
    }
    if (const auto ids = discovery ? discovery(question.key) : std::nullopt) {
        reply.type = "application/json; charset=utf-8";
        reply.body = asJson(*ids);
        return reply;
    }
    reply.status = "401 Unauthorized";
    reply.type = "text/plain; charset=utf-8";
    reply.body = "Unauthorized";
    return reply;
}

Reply preflight()
{
    Reply reply;
    reply.status = "204 No Content";
    reply.headers = "Access-Control-Allow-Methods: GET,HEAD\r\n";
    return reply;
}

} // namespace

bool PeerJsPages::isAboutPeers(const RequestHead& request)
{
    const auto question = questionIn(request.path());
    return question && question->forPeers;
}

std::optional<QByteArray> PeerJsPages::answer(
    const RequestHead& request, const Discovery& discovery)
{
    const bool isHead = request.method() == "HEAD";
    const bool asksFirst = request.method() == "OPTIONS";
    const auto question = questionIn(request.path());
    if (!question || (!isHead && !asksFirst && request.method() != "GET")) {
        return std::nullopt;
    }
    Reply reply = asksFirst ? preflight() : answerTo(*question, discovery);
    reply.headers += headersFor(request);
    reply.caching = "no-store";
    return isHead ? reply.headBytes() : reply.bytes();
}

} // namespace Signalbox
