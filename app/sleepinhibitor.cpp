// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/sleepinhibitor.h"

#ifdef SIGNALBOX_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>

#include <array>
#endif

namespace Signalbox {

#ifdef SIGNALBOX_HAS_DBUS
namespace {

/// Asked for each by itself: who may not keep a machine from sleep when its owner says so may still
/// keep it from idling.
struct Wish
{
    QString what;
    bool isAsked = false; ///< and not answered, or refused: the answer would be the same
    QDBusUnixFileDescriptor lock; ///< holds as long as this is open
};

QDBusMessage inhibit(const QString& what)
{
    QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.login1"),
        QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
        QStringLiteral("Inhibit"));
    call << what << QStringLiteral("Signalbox")
         << QStringLiteral("Somebody is connected to the hub") << QStringLiteral("block");
    call.setInteractiveAuthorizationAllowed(false);
    return call;
}

} // namespace

class SleepInhibitor::Private
{
public:
    bool isAwake = false;
    std::array<Wish, 2> wishes{
        Wish{QStringLiteral("sleep"), false, {}}, Wish{QStringLiteral("idle"), false, {}}};
};

SleepInhibitor::SleepInhibitor(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{ }

void SleepInhibitor::setAwake(bool awake)
{
    d->isAwake = awake;
    for (Wish& wish : d->wishes) {
        if (!awake) {
            wish.lock = {};
        } else if (!wish.isAsked && !wish.lock.isValid()) {
            wish.isAsked = true;
            auto* answer = new QDBusPendingCallWatcher(
                QDBusConnection::systemBus().asyncCall(inhibit(wish.what)), this);
            connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, &wish] {
                const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *answer;
                answer->deleteLater();
                wish.isAsked = reply.isError();
                if (reply.isValid() && d->isAwake) {
                    wish.lock = reply.value();
                }
            });
        }
    }
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
