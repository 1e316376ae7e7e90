// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/servicenotice.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

#ifdef Q_OS_UNIX
#include <cstddef>
#include <cstring>
#include <ctime>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace Signalbox {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

QByteArray addressFrom(const QProcessEnvironment& environment)
{
    QByteArray address = environment.value(QStringLiteral("NOTIFY_SOCKET")).toLocal8Bit();
    if (!address.startsWith('/') && !address.startsWith('@')) {
        return {};
    }
    if (address.startsWith('@')) {
        address[0] = '\0';
    }
    return address;
}

/// sd_watchdog_enabled(3): the variables may be meant for another process.
std::optional<milliseconds> pauseFrom(const QProcessEnvironment& environment)
{
    const QString process = environment.value(QStringLiteral("WATCHDOG_PID"));
    if (!process.isEmpty() && process.toLongLong() != QCoreApplication::applicationPid()) {
        return std::nullopt;
    }
    const qint64 time = environment.value(QStringLiteral("WATCHDOG_USEC")).toLongLong();
    const auto pause = std::chrono::duration_cast<milliseconds>(microseconds(time) / 2);
    return pause.count() > 0 ? std::optional(pause) : std::nullopt;
}

/// A status is one line.
QByteArray oneLine(QString text)
{
    return text.replace(u'\n', u' ').toUtf8();
}

} // namespace

ServiceNotice::ServiceNotice(const QProcessEnvironment& environment, QObject* parent)
    : QObject(parent)
    , m_address(addressFrom(environment))
{
    if (isWanted()) {
        m_watchdogPause = pauseFrom(environment);
    }
}

void ServiceNotice::ready(const QString& text)
{
    send("READY=1\nSTATUS=" + oneLine(text));
}

void ServiceNotice::status(const QString& text)
{
    send("STATUS=" + oneLine(text));
}

void ServiceNotice::stopping()
{
    send("STOPPING=1");
}

void ServiceNotice::isAlive()
{
    send("WATCHDOG=1");
}

#ifdef Q_OS_UNIX
void ServiceNotice::reloading()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const qint64 microsecond = qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
    send("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(microsecond));
}

void ServiceNotice::send(const QByteArray& words) const
{
    sockaddr_un address{};
    if (!isWanted() || size_t(m_address.size()) >= sizeof address.sun_path) {
        return;
    }
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (descriptor < 0) {
        return;
    }
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, m_address.constData(), size_t(m_address.size()));
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(m_address.size()));
    ::sendto(descriptor, words.constData(), size_t(words.size()), MSG_DONTWAIT | MSG_NOSIGNAL,
        reinterpret_cast<const sockaddr*>(&address), length);
    ::close(descriptor);
}
#else
void ServiceNotice::reloading() { }

void ServiceNotice::send(const QByteArray&) const { }
#endif

} // namespace Signalbox
