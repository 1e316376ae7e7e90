// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace Signalbox {

/// Keeps the machine from falling asleep by itself while somebody is connected, as far as the
/// system knows a way (org.freedesktop.login1) and lets us. Where it does not, nothing is said: it
/// is a courtesy.
///
/// Thread: main. Owner: Housekeeping.
class SleepInhibitor : public QObject
{
    Q_OBJECT

public:
    explicit SleepInhibitor(QObject* parent = nullptr);
    ~SleepInhibitor() override; ///< lets it sleep

    void setAwake(bool awake);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Signalbox
