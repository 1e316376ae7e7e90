// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/settings.h"

#include "app/settingtable.h"
#include "app/settingtexts.h"

#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace Signalbox {

namespace {

template <typename Number>
void lift(Number& limit)
{
    limit = std::numeric_limits<Number>::max();
}

/// Two limits of which the first must not be above the second.
struct Ascending
{
    QString lower;
    QString upper;
};

const Ascending ascendingPairs[] = {
    {QStringLiteral("slow-kilobytes"), QStringLiteral("stuck-kilobytes")},
    {QStringLiteral("stuck-kilobytes"), QStringLiteral("queue-kilobytes")},
    {QStringLiteral("queue-kilobytes"), QStringLiteral("all-queues-kilobytes")},
    {QStringLiteral("ping-seconds"), QStringLiteral("silent-seconds")},
};

} // namespace

QString Setting::variable() const
{
    QString name = key.toUpper();
    return QStringLiteral("SIGNALBOX_") + name.replace(u'-', u'_');
}

const std::vector<Setting>& allSettings()
{
    static const std::vector<Setting> settings = makeSettingTable();
    return settings;
}

const Setting* findSetting(const QString& key)
{
    const std::vector<Setting>& settings = allSettings();
    const auto found = std::find_if(settings.begin(), settings.end(),
        [&key](const Setting& setting) { return setting.key == key; });
    return found == settings.end() ? nullptr : &*found;
}

QJsonObject writtenSettings(const Configuration& configuration)
{
    QJsonObject object;
    for (const Setting& setting : allSettings()) {
        const QJsonValue value = setting.written(configuration);
        if (!setting.form.problem(value)) {
            object.insert(setting.key, value);
        } else {
            Q_ASSERT_X(value.isDouble(), "writtenSettings",
                "what is decided must be what can be written; only lifted limits cannot");
        }
    }
    return object;
}

std::optional<QString> conflictIn(const Configuration& configuration)
{
    const TlsSettings& tls = configuration.hub.tls;
    if (tls.certificateFile.isEmpty() != tls.keyFile.isEmpty()) {
        return QStringLiteral("\"tls-certificate\" and \"tls-key\" go together. Allowed: both, or "
                              "neither, which lets the hub make a certificate of its own.");
    }
    for (const Ascending& pair : ascendingPairs) {
        const QJsonValue lower = findSetting(pair.lower)->written(configuration);
        const QJsonValue upper = findSetting(pair.upper)->written(configuration);
        if (lower.toDouble() > upper.toDouble()) {
            return QStringLiteral(
                "\"%1\" is %2 and \"%3\" is %4. Allowed: at most as much as \"%3\".")
                .arg(pair.lower, QString::number(lower.toInteger()), pair.upper,
                    QString::number(upper.toInteger()));
        }
    }
    return std::nullopt;
}

void liftLimits(Limits& limits)
{
    lift(limits.waitingHeads);
    lift(limits.waitingHeadsPerAddress);
    lift(limits.peers);
    lift(limits.peersPerAddress);
    lift(limits.messageBurst);
    lift(limits.messagesPerSecond);
    lift(limits.bytesPerSecond);
    lift(limits.fanOutBytesPerSecond);
    lift(limits.wireBytesPerSecond);
    lift(limits.rules.peersPerRoom);
    lift(limits.rules.roomsInAll);
}

} // namespace Signalbox
