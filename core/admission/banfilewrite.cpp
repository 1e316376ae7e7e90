// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/banfile.h"
#include "core/admission/banfilewords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Signalbox::BanFile {

namespace {

/// What surrounds the bans in the text, and each of them.
constexpr auto head = "{\n  \"version\": 1,\n  \"bans\": [";
constexpr auto tail = "\n  ]\n}\n";
constexpr auto separator = ",\n    ";

/// More than the digits of hits, of the time that is left, and of its end need.
constexpr qsizetype mostDigits = 120;

QJsonObject objectFrom(const Peer& known)
{
    QJsonArray rooms;
    for (const RoomName& room : known.rooms) {
        rooms.append(room);
    }
    QJsonArray traits;
    for (const auto& [trait, word] : traitWords) {
        if (known.origin.traits.testFlag(trait)) {
            traits.append(QString(word));
        }
    }
    const Origin& origin = known.origin;
    QJsonObject object{{Key::language, int(origin.realm.language)}, {Key::address, origin.address},
        {Key::traits, traits}};
    const auto addText = [&object](QLatin1String key, const QString& text) {
        if (!text.isEmpty()) {
            object.insert(key, text);
        }
    };
    addText(Key::dialect, origin.dialect);
    addText(Key::realm, QString::fromLatin1(origin.realm.key));
    addText(Key::id, known.identity.id);
    addText(Key::nick, known.identity.nick);
    addText(Key::site, origin.site);
    addText(Key::program, origin.userAgent);
    if (!rooms.isEmpty()) {
        object.insert(Key::rooms, rooms);
    }
    return object;
}

QJsonObject objectFrom(const Ban& ban)
{
    QJsonObject object{{Key::kind, wordFor(kindWords, ban.rule.kind)},
        {Key::effect, wordFor(effectWords, ban.effect)}};
    if (ban.rule.kind == BanRule::Kind::Peer) {
        object.insert(Key::known, objectFrom(ban.rule.known));
    } else {
        object.insert(Key::pattern, ban.rule.pattern);
    }
    if (!ban.reason.isEmpty()) {
        object.insert(Key::reason, ban.reason);
    }
    if (ban.hits > 0) {
        object.insert(Key::hits, ban.hits);
    }
    return object;
}

QByteArray textOf(const QJsonObject& object)
{
    QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    // Readers drop a byte order mark at the beginning of a string unless it is escaped.
    return text.replace("\xEF\xBB\xBF", "\\ufeff");
}

} // namespace

QByteArray written(const std::vector<Ban>& bans, Moment now, const QDateTime& wallNow)
{
    QByteArray text = head;
    bool isFirst = true;
    for (const Ban& ban : bans) {
        QJsonObject object = objectFrom(ban);
        if (ban.until != Moment::max()) {
            const auto left
                = std::chrono::duration_cast<std::chrono::milliseconds>(ban.until - now).count();
            const QDateTime end = wallNow.addMSecs(left).toUTC();
            if (left <= 0 || !end.isValid()) {
                continue;
            }
            object.insert(Key::until, end.toString(Qt::ISODateWithMs));
            object.insert(Key::lasts, qint64(left));
        }
        text += isFirst ? separator + 1 : separator;
        text += textOf(object);
        isFirst = false;
    }
    return text + tail;
}

qsizetype sizeOf(const Ban& ban)
{
    return textOf(objectFrom(ban)).size() + qsizetype(qstrlen(separator)) + mostDigits;
}

} // namespace Signalbox::BanFile
