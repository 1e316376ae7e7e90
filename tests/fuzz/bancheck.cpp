// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/bancheck.h"

#include "core/admission/banpattern.h"
#include "core/admission/bans.h"

namespace Signalbox {

namespace {

constexpr Moment now{std::chrono::hours(1)};
constexpr qsizetype largestText = 1 << 20;
constexpr qsizetype longestSentence = 1000;

QDateTime wallNow()
{
    return {QDate(2030, 1, 31), QTime(12, 0), Qt::UTC};
}

/// Somebody whom patterns may hit.
Peer somebody()
{
    Peer peer;
    peer.identity = {u"u1"_qs, u"Ann"_qs};
    peer.origin.address = u"192.168.1.7"_qs;
    peer.origin.site = u"https://a.example"_qs;
    return peer;
}

QString complaintAboutRefusal(const QString& problem, const Bans& bans, const QByteArray& before)
{
    if (!problem.endsWith(u'.') || problem.size() > longestSentence) {
        return u"the refusal is no sentence: "_qs + problem;
    }
    return bans.written(now, wallNow()) == before ? QString() : u"a refused text had effects"_qs;
}

QString complaintAbout(const Ban& ban, const Bans& bans, const Bans& again)
{
    if (!problemWith(ban.rule).isEmpty()) {
        return u"a rule with a problem was taken"_qs;
    }
    if (ban.until <= now || ban.hits < 0) {
        return u"a ban is over, or has impossible hits"_qs;
    }
    const bool isPeer = ban.rule.kind == BanRule::Kind::Peer;
    const Peer hit = isPeer ? ban.rule.known : somebody();
    if (bans.judge(hit) != again.judge(hit) || (isPeer && !bans.judge(hit))) {
        return u"a ban hits others once it was written"_qs;
    }
    return {};
}

} // namespace

QString complaintAboutBans(QByteArrayView text)
{
    Bans bans;
    bans.add({{BanRule::Kind::Nick, {}, u"before*"_qs}, BanEffect::Refuse, {}, Forever}, now);
    const QByteArray before = bans.written(now, wallNow());
    if (const auto problem = bans.read(text.toByteArray(), now, wallNow())) {
        return complaintAboutRefusal(*problem, bans, before);
    }
    const QByteArray written = bans.written(now, wallNow());
    Bans again;
    if (const auto problem = again.read(written, now, wallNow())) {
        return u"what was written is refused: "_qs + *problem;
    }
    if (written.size() > largestText || again.written(now, wallNow()) != written
        || again.all().size() != bans.all().size()) {
        return u"what was written reads otherwise"_qs;
    }
    for (const Ban& ban : bans.all()) {
        if (const QString complaint = complaintAbout(ban, bans, again); !complaint.isEmpty()) {
            return complaint;
        }
    }
    return {};
}

} // namespace Signalbox
