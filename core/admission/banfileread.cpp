// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/banfile.h"
#include "core/admission/banfilewords.h"
#include "core/admission/banpattern.h"
#include "core/admission/bans.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace Signalbox::BanFile {

namespace {

constexpr double largestWhole = 9007199254740992.0; ///< up to this a JSON number is exact
constexpr qsizetype longestShown = 64; ///< of hostile text in a sentence
constexpr qsizetype longestTime = 40;

QString shown(const QString& text)
{
    return u'"' + text.left(longestShown) + u'"';
}

/// Takes the members out of an object, remembers the first thing that is wrong with them, and finds
/// those that nobody asked for.
class Members
{
public:
    explicit Members(QJsonObject object)
        : m_object(std::move(object))
    { }

    bool has(QLatin1String key) const { return m_object.contains(key); }

    QString text(QLatin1String key, qsizetype longest)
    {
        const QJsonValue value = m_object.take(key);
        if (value.isUndefined()) {
            return {};
        }
        if (!value.isString()) {
            complain(key, QStringLiteral("must be a text"));
        } else if (value.toString().size() > longest) {
            complain(key, QStringLiteral("may have at most %1 characters").arg(longest));
        }
        return value.toString();
    }

    qint64 whole(QLatin1String key, qint64 largest, qint64 otherwise)
    {
        const QJsonValue value = m_object.take(key);
        if (value.isUndefined()) {
            return otherwise;
        }
        const double number = value.toDouble(-1);
        if (number < 0 || number > double(largest) || std::floor(number) != number) {
            complain(key, QStringLiteral("must be a whole number from 0 to %1").arg(largest));
            return otherwise;
        }
        return qint64(number);
    }

    template <class Value, size_t Size>
    Value oneOf(QLatin1String key, const Word<Value> (&words)[Size], Value otherwise)
    {
        const auto value = has(key) ? valueOf(words, m_object.value(key).toString()) : otherwise;
        m_object.remove(key);
        if (!value) {
            complain(key, QStringLiteral("must be one of %1").arg(listed(words)));
        }
        return value.value_or(otherwise);
    }

    QStringList texts(QLatin1String key, qsizetype most, qsizetype longest)
    {
        const QJsonValue value = m_object.take(key);
        QStringList all;
        const QJsonArray array = value.toArray();
        for (const QJsonValue& text : array) {
            all.append(text.toString());
        }
        const bool isGood = all.size() <= most
            && std::all_of(array.begin(), array.end(), [longest](const QJsonValue& text) {
                   return text.isString() && text.toString().size() <= longest;
               });
        if (!value.isUndefined() && (!value.isArray() || !isGood)) {
            complain(key,
                QStringLiteral("must be a list of at most %1 texts of at most %2 characters")
                    .arg(most)
                    .arg(longest));
        }
        return all;
    }

    QJsonValue value(QLatin1String key) { return m_object.take(key); }

    void complain(QLatin1String key, const QString& what)
    {
        if (m_problem.isEmpty()) {
            m_problem = QStringLiteral("\"%1\" %2").arg(key, what);
        }
    }

    /// What is wrong with all of them, without a full stop; empty: nothing.
    QString problem() const
    {
        if (m_problem.isEmpty() && !m_object.isEmpty()) {
            return QStringLiteral("%1 is not known").arg(shown(m_object.begin().key()));
        }
        return m_problem;
    }

private:
    QJsonObject m_object;
    QString m_problem;
};

/// A character for each byte.
QByteArray bytesFrom(const QString& text)
{
    return text.toLatin1();
}

bool isBytes(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() <= 0xFF; });
}

Peer peerFrom(Members& members)
{
    Peer peer;
    Origin& origin = peer.origin;
    origin.realm.language = Language(members.whole(Key::language, 0xFF, 0));
    const QString realm = members.text(Key::realm, LongestName);
    if (!isBytes(realm)) {
        members.complain(Key::realm, QStringLiteral("may only have characters up to U+00FF"));
    }
    origin.realm.key = bytesFrom(realm);
    origin.dialect = members.text(Key::dialect, LongestName);
    origin.address = members.text(Key::address, LongestName);
    origin.site = members.text(Key::site, LongestName);
    origin.userAgent = members.text(Key::program, LongestName);
    peer.identity.id = members.text(Key::id, LongestName);
    peer.identity.nick = members.text(Key::nick, LongestName);
    peer.rooms = members.texts(Key::rooms, MostRooms, LongestName);
    for (const QString& word : members.texts(Key::traits, 4, LongestName)) {
        const auto trait = valueOf(traitWords, word);
        if (!trait) {
            members.complain(
                Key::traits, QStringLiteral("may only list %1").arg(listed(traitWords)));
        }
        origin.traits.setFlag(trait.value_or(IdentityTrait::Id));
    }
    return peer;
}

/// For how long it holds from now on; not positive: it is over.
std::chrono::milliseconds timeFrom(Members& members, const QDateTime& wallNow)
{
    if (!members.has(Key::until)) {
        if (members.has(Key::lasts)) {
            members.complain(Key::lasts, QStringLiteral("needs \"until\" beside it"));
        }
        return Forever;
    }
    const QDateTime until
        = QDateTime::fromString(members.text(Key::until, longestTime), Qt::ISODateWithMs);
    if (!until.isValid()) {
        members.complain(Key::until, QStringLiteral("must be a time such as 2030-01-31T18:00:00Z"));
    }
    const qint64 byClock = until.isValid() ? wallNow.msecsTo(until) : 0;
    // A clock that was set back since must not prolong it.
    const qint64 left = members.whole(Key::lasts, qint64(largestWhole), byClock);
    return std::chrono::milliseconds(std::min(byClock, left));
}

void readRule(Members& members, BanRule& rule)
{
    if (!members.has(Key::kind)) {
        members.complain(Key::kind, QStringLiteral("is missing"));
    }
    rule.kind = members.oneOf(Key::kind, kindWords, BanRule::Kind::Peer);
    if (rule.kind != BanRule::Kind::Peer) {
        rule.pattern = members.text(Key::pattern, LongestReason);
        return;
    }
    const QJsonValue known = members.value(Key::known);
    if (!known.isObject()) {
        members.complain(Key::known, QStringLiteral("must be an object"));
        return;
    }
    Members inner(known.toObject());
    rule.known = peerFrom(inner);
    if (!inner.problem().isEmpty()) {
        members.complain(Key::known, QStringLiteral("is wrong: %1").arg(inner.problem()));
    }
}

/// A sentence where it cannot be read.
std::variant<BanOrder, QString> orderFrom(const QJsonValue& value, const QDateTime& wallNow)
{
    if (!value.isObject()) {
        return QStringLiteral("it must be an object.");
    }
    Members members(value.toObject());
    BanOrder order;
    readRule(members, order.rule);
    order.effect = members.oneOf(Key::effect, effectWords, BanEffect::Refuse);
    order.reason = members.text(Key::reason, LongestReason);
    order.lasts = timeFrom(members, wallNow);
    order.hits = int(members.whole(Key::hits, std::numeric_limits<int>::max(), 0));
    if (!members.problem().isEmpty()) {
        return members.problem() + u'.';
    }
    const QString problem = Signalbox::problemWith(order.rule);
    return problem.isEmpty() ? std::variant<BanOrder, QString>(order) : problem;
}

} // namespace

std::variant<std::vector<BanOrder>, QString> read(const QByteArray& text, const QDateTime& wallNow)
{
    if (text.size() > Largest) {
        return QStringLiteral("The list of bans is larger than 1 MiB.");
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (!document.isObject()) {
        return error.error == QJsonParseError::NoError
            ? QStringLiteral("The list of bans is not a JSON object.")
            : QStringLiteral("The list of bans is not JSON: %1 at byte %2.")
                  .arg(error.errorString())
                  .arg(error.offset);
    }
    Members members(document.object());
    if (members.value(Key::version).toInt(0) != 1) {
        return QStringLiteral("The list of bans is not of version 1, the only one that is known.");
    }
    const QJsonValue bans = members.value(Key::bans);
    if (!bans.isArray()) {
        members.complain(Key::bans, QStringLiteral("must be a list"));
    }
    if (!members.problem().isEmpty()) {
        return QStringLiteral("The list of bans cannot be read: %1.").arg(members.problem());
    }
    const QJsonArray array = bans.toArray();
    if (size_t(array.size()) > Bans::MostBans) {
        return QStringLiteral("There are more than %1 bans.").arg(Bans::MostBans);
    }
    std::vector<BanOrder> orders;
    for (const QJsonValue& value : array) {
        auto order = orderFrom(value, wallNow);
        if (const QString* problem = std::get_if<QString>(&order)) {
            return QStringLiteral("Ban %1 cannot be read: %2").arg(orders.size() + 1).arg(*problem);
        }
        orders.push_back(std::get<BanOrder>(std::move(order)));
    }
    std::erase_if(orders, [](const BanOrder& order) { return order.lasts.count() <= 0; });
    return orders;
}

QString problemWith(const BanOrder& order)
{
    const Peer& known = order.rule.known;
    const auto isLong = [](const QString& text) { return text.size() > LongestName; };
    const bool isTooMuch = order.rule.kind == BanRule::Kind::Peer
        && (isLong(known.identity.id) || isLong(known.identity.nick) || isLong(known.origin.address)
            || isLong(known.origin.site) || isLong(known.origin.userAgent)
            || isLong(known.origin.dialect) || known.origin.realm.key.size() > LongestName
            || std::any_of(known.rooms.begin(), known.rooms.end(), isLong));
    return isTooMuch ? QStringLiteral("What is known of this peer is too much to be kept.")
                     : QString();
}

} // namespace Signalbox::BanFile
