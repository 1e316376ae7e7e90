// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/headcheck.h"

#include "core/admission/doorman.h"
#include "core/dialects/recognition.h"
#include "core/net/pages.h"
#include "core/net/peerjspages.h"
#include "core/net/trustpages.h"

#include <algorithm>

namespace Signalbox {

namespace {

constexpr QByteArrayView emptyLine = "\r\n\r\n";

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// Whether the lines of an answer's head are lines.
bool isHeadOfAnswer(QByteArrayView head)
{
    return std::none_of(head.begin(), head.end(), [](char c) {
        return c != '\r' && c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f);
    });
}

QString complaintAboutAnswer(const QByteArray& answer, const RequestHead& request)
{
    const qsizetype size = answer.indexOf(emptyLine);
    if (!answer.startsWith("HTTP/1.1 ") || size < 0 || !isHeadOfAnswer(answer.first(size))) {
        return u"an answer has no good head"_qs;
    }
    constexpr QByteArrayView length = "\r\nContent-Length: ";
    const QByteArray head = answer.first(size + 2);
    if (head.count(length) > 1) {
        return u"an answer has two lengths"_qs;
    }
    const qsizetype body = answer.size() - size - emptyLine.size();
    if (const qsizetype at = head.indexOf(length); at >= 0 && request.method() != "HEAD") {
        const qsizetype begin = at + length.size();
        const qsizetype said = head.sliced(begin, head.indexOf("\r\n", begin) - begin).toLongLong();
        if (said != body) {
            return u"an answer has another length than it says"_qs;
        }
    }
    return {};
}

QString complaintAboutAnswers(const RequestHead& request)
{
    static const TrustPages::Authority authority{"PEM", "DER"};
    QByteArrayList answers{Pages::answer(request), Pages::moveToTls(request)};
    for (const QByteArray& answer : {Pages::refuseUpgrade(request), Pages::answerToAny(request)}) {
        if (!answer.isEmpty()) {
            answers += answer;
        }
    }
    if (const auto answer = TrustPages::answer(request, authority)) {
        answers += *answer;
    }
    const auto ids = [](const QByteArray&) { return QStringList{u"a\"b"_qs}; };
    if (const auto answer = PeerJsPages::answer(request, ids)) {
        answers += *answer;
    }
    for (const QByteArray& answer : std::as_const(answers)) {
        if (const QString complaint = complaintAboutAnswer(answer, request); !complaint.isEmpty()) {
            return complaint;
        }
    }
    return {};
}

/// What is handed on of a good upgrade must be one, and nothing else of what came.
QString complaintAboutUpgrade(const RequestHead& request)
{
    if (!Pages::isUpgrade(request) || !Pages::refuseUpgrade(request).isEmpty()) {
        return {};
    }
    constexpr qsizetype keySize = 24;
    const QByteArray bare = request.bareUpgrade();
    const auto read = RequestHead::parse(bare);
    const bool isGood = read && RequestHead::sizeIn(bare) == bare.size() && Pages::isUpgrade(*read)
        && Pages::refuseUpgrade(*read).isEmpty()
        && request.header("sec-websocket-key").size() == keySize;
    return isGood ? QString() : u"a good upgrade is handed on as a bad one"_qs;
}

/// What the door asks and what a language makes of it: nothing may break.
QString complaintAboutJudgement(const RequestHead& request)
{
    const SteadyClock clock;
    Doorman doorman(clock);
    doorman.setRules({}, {u"hub"_qs});
    const bool hasSite = request.count("origin") > 0;
    const auto site = hasSite ? std::optional(request.header("origin")) : std::nullopt;
    const auto verdict
        = doorman.judge({u"10.0.0.1"_qs, request.header("host"), site, /*knowsPin*/ false});
    if (site == "null" && verdict == Doorman::Verdict::Welcome) {
        return u"a page without a site came in without a PIN"_qs;
    }
    if (doorman.strangers().size() > 1) {
        return u"one request made two strangers"_qs;
    }
    const Handshake handshake{request.path(), request.query()};
    Recognition::byPath(handshake);
    Recognition::bySilence(handshake);
    return {};
}

} // namespace

QString complaintAboutHead(QByteArrayView bytes)
{
    const qsizetype size = RequestHead::sizeIn(bytes);
    if (size > bytes.size()) {
        return u"a head is longer than what there is"_qs;
    }
    const auto request = size < 0 ? std::nullopt : RequestHead::parse(bytes.first(size));
    if (!request) {
        return {};
    }
    if (!request->path().startsWith('/') || !isPrintable(request->path())
        || !isPrintable(request->query())) {
        return u"a path is none"_qs;
    }
    for (const auto& complain :
        {complaintAboutAnswers, complaintAboutUpgrade, complaintAboutJudgement}) {
        if (const QString complaint = complain(*request); !complaint.isEmpty()) {
            return complaint;
        }
    }
    return {};
}

} // namespace Signalbox
