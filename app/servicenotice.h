// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

class QProcessEnvironment;

namespace Signalbox {

/// Tells the service manager that started the program how it is doing, in the words of
/// sd_notify(3). Where no manager asks for it, nothing is told.
///
/// Thread: main. Owner: Housekeeping.
class ServiceNotice : public QObject
{
    Q_OBJECT

public:
    explicit ServiceNotice(const QProcessEnvironment& environment, QObject* parent = nullptr);

    bool isWanted() const { return !m_address.isEmpty(); }

    /// How often the manager wants to hear isAlive(), halved; nullopt: never.
    std::optional<std::chrono::milliseconds> watchdogPause() const { return m_watchdogPause; }

    void ready(const QString& status);
    void status(const QString& status);
    void reloading();
    void stopping();
    void isAlive();

private:
    void send(const QByteArray& words) const;

    QByteArray m_address; ///< of a Unix socket; begins with a zero byte where it is an abstract one
    std::optional<std::chrono::milliseconds> m_watchdogPause;
};

} // namespace Signalbox
