// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/sleepinhibitor.h"

#ifdef SIGNALBOX_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#endif

namespace Signalbox {

#ifdef SIGNALBOX_HAS_DBUS
class SleepInhibitor::Private
{
public:
    bool isAwake = false;
    bool isAsked = false;
    QDBusUnixFileDescriptor lock; ///< the machine stays awake as long as this is open
};

SleepInhibitor::SleepInhibitor(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{ }

void SleepInhibitor::setAwake(bool awake)
{
    d->isAwake = awake;
    if (!awake) {
        d->lock = {};
        return;
    }
    if (d->isAsked || d->lock.isValid()) {
        return;
    }
    QDBusMessage wish = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.login1"),
        QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
        QStringLiteral("Inhibit"));
    wish << QStringLiteral("sleep:idle") << QStringLiteral("Signalbox")
         << QStringLiteral("Somebody is connected to the hub") << QStringLiteral("block");
    wish.setInteractiveAuthorizationAllowed(false);
    d->isAsked = true;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(wish), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError()) {
            return; // and is not asked again: the answer would be the same
        }
        d->isAsked = false;
        if (d->isAwake) {
            d->lock = reply.value();
        }
    });
}
#else
class SleepInhibitor::Private
{ };

SleepInhibitor::SleepInhibitor(QObject* parent)
    : QObject(parent)
{ }

void SleepInhibitor::setAwake(bool) { }
#endif

SleepInhibitor::~SleepInhibitor() = default;

} // namespace Signalbox
