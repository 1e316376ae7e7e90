// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/format.h"

#include "core/dialects/guides.h"
#include "ui/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

using std::chrono::days;
using std::chrono::duration_cast;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

QString inDays(qint64 n)
{
    return QCoreApplication::translate("Format", "%1 d", "days").arg(QLocale().toString(n));
}

QString inHours(qint64 n)
{
    return QCoreApplication::translate("Format", "%1 h", "hours").arg(QLocale().toString(n));
}

QString inMinutes(qint64 n)
{
    return QCoreApplication::translate("Format", "%1 min", "minutes").arg(QLocale().toString(n));
}

QString inSeconds(qint64 n)
{
    return QCoreApplication::translate("Format", "%1 s", "seconds").arg(QLocale().toString(n));
}

QString joined(const QString& large, const QString& small)
{
    return QCoreApplication::translate("Format", "%1 %2", "two units of time").arg(large, small);
}

struct Program
{
    QLatin1String token; ///< as in a User-Agent
    QLatin1String name;
};

/// What pretends to be others comes before those: every browser says Safari, many say Chrome.
constexpr std::array programs{
    Program{QLatin1String("Edg/"), QLatin1String("Edge")},
    Program{QLatin1String("EdgA/"), QLatin1String("Edge")},
    Program{QLatin1String("EdgiOS/"), QLatin1String("Edge")},
    Program{QLatin1String("OPR/"), QLatin1String("Opera")},
    Program{QLatin1String("SamsungBrowser/"), QLatin1String("Samsung Internet")},
    Program{QLatin1String("Vivaldi/"), QLatin1String("Vivaldi")},
    Program{QLatin1String("Electron/"), QLatin1String("Electron")},
    Program{QLatin1String("FxiOS/"), QLatin1String("Firefox")},
    Program{QLatin1String("Firefox/"), QLatin1String("Firefox")},
    Program{QLatin1String("CriOS/"), QLatin1String("Chrome")},
    Program{QLatin1String("HeadlessChrome/"), QLatin1String("Chrome")},
    Program{QLatin1String("Chromium/"), QLatin1String("Chromium")},
    Program{QLatin1String("Chrome/"), QLatin1String("Chrome")},
    Program{QLatin1String("Version/"), QLatin1String("Safari")},
    Program{QLatin1String("Node.js/"), QLatin1String("Node.js")},
    Program{QLatin1String("node/"), QLatin1String("Node.js")},
    Program{QLatin1String("Deno/"), QLatin1String("Deno")},
    Program{QLatin1String("Bun/"), QLatin1String("Bun")},
};

/// The digits up to the first dot after a token; empty if there are none.
QString mainVersion(QStringView afterToken)
{
    qsizetype end = 0;
    while (end < afterToken.size() && end < 6 && afterToken.at(end).isDigit()) {
        ++end;
    }
    return afterToken.left(end).toString();
}

QString named(const QString& name, const QString& version)
{
    return version.isEmpty() ? name : name + u' ' + version;
}

} // namespace

QString formatCount(quint64 count)
{
    return QLocale().toString(count);
}

QString formatBytes(quint64 bytes)
{
    return QLocale().formattedDataSize(
        static_cast<qint64>(bytes), bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString formatDuration(seconds duration)
{
    if (duration < minutes(1)) {
        return inSeconds(std::max<qint64>(0, duration.count()));
    }
    if (duration < hours(1)) {
        return inMinutes(duration_cast<minutes>(duration).count());
    }
    if (duration < days(2)) {
        return inHours(duration_cast<hours>(duration).count());
    }
    return inDays(duration_cast<days>(duration).count());
}

QString formatLongDuration(seconds duration)
{
    if (duration < minutes(1)) {
        return formatDuration(duration);
    }
    const qint64 s = duration.count();
    if (duration < hours(1)) {
        return joined(inMinutes(s / 60), inSeconds(s % 60));
    }
    if (duration < days(2)) {
        return joined(inHours(s / 3600), inMinutes(s / 60 % 60));
    }
    return joined(inDays(s / 86400), inHours(s / 3600 % 24));
}

QString formatRoundTrip(std::optional<std::chrono::microseconds> roundTrip)
{
    if (!roundTrip) {
        return {};
    }
    const double ms = static_cast<double>(roundTrip->count()) / 1000.0;
    if (ms >= 10'000) {
        return inSeconds(static_cast<qint64>(ms / 1000));
    }
    return QCoreApplication::translate("Format", "%1 ms", "milliseconds")
        .arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0));
}

QString formatRate(quint32 perSecond)
{
    if (perSecond == 0) {
        return {};
    }
    return QCoreApplication::translate("Format", "%1/s", "per second")
        .arg(QLocale().toString(perSecond));
}

QString roomLabel(const RoomName& room)
{
    if (room.isEmpty()) {
        return QCoreApplication::translate("Format", "Default room");
    }
    const QString cleaned = plain(room);
    return cleaned.isEmpty() ? QCoreApplication::translate("Format", "(invisible name)") : cleaned;
}

QString roomLabel(const RoomPlace& place)
{
    if (!place.name.isEmpty() || place.dialect.isEmpty() || place.dialect == OwnDialect) {
        return roomLabel(place.name);
    }
    const QString dialect = plain(place.dialect);
    const QString key = plain(QString::fromUtf8(place.realm.key), 64);
    const bool isUsual = key.isEmpty() || key.compare(dialect, Qt::CaseInsensitive) == 0;
    return isUsual
        ? dialect
        : QCoreApplication::translate("Format", "%1 (%2)", "a dialect and a key").arg(dialect, key);
}

QString formatTimeLeft(seconds duration)
{
    if (duration > days(100)) {
        return QCoreApplication::translate("Format", "for ever");
    }
    const bool isRound
        = duration % (duration < hours(1) ? seconds(minutes(1)) : seconds(hours(1))) == seconds(0);
    return isRound ? formatDuration(duration) : formatLongDuration(std::max(seconds(0), duration));
}

QString clientProgram(const QString& userAgent)
{
    const QString agent = plain(userAgent, 256);
    for (const Program& program : programs) {
        const qsizetype at = agent.indexOf(program.token);
        if (at >= 0 && (at == 0 || !agent.at(at - 1).isLetterOrNumber())) {
            return named(
                program.name, mainVersion(QStringView(agent).mid(at + program.token.size())));
        }
    }
    if (agent == QLatin1String("node")) {
        return QStringLiteral("Node.js");
    }
    if (agent.startsWith(QLatin1String("Mozilla/"))) {
        return QCoreApplication::translate("Format", "Browser");
    }
    const QString product = agent.section(u' ', 0, 0);
    const qsizetype slash = product.indexOf(u'/');
    if (slash <= 0) {
        return plain(agent, 40);
    }
    return named(plain(product.left(slash), 32), mainVersion(QStringView(product).mid(slash + 1)));
}

} // namespace Signalbox
