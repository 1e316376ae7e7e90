// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/settingform.h"
#include "core/hubconfig.h"

#include <QJsonValue>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QJsonObject;

namespace Signalbox {

/// All that can be decided about a hub from outside. A value.
struct Configuration
{
    HubConfig hub; ///< as it is in force: without the limits that noLimits lifts
    bool noLimits = false;
};

/// When another value takes effect while the program runs.
enum class Effect
{
    AtOnce,
    NextStart,
};

/// An option of the command line that says the same as a key.
struct SettingOption
{
    QString name; ///< without the dashes; empty: there is none
    QString valueName; ///< empty: it is a switch
    QString description;
    bool repeatable = false; ///< given several times, all count
};

/// One key of the configuration: the one place that says how it is written, what is allowed, and
/// which field of the configuration it is.
struct Setting
{
    QString key; ///< also "SIGNALBOX_KEY" in the environment
    SettingForm form;
    Effect effect{};
    QString meaning; ///< one line for people
    SettingOption option;

    std::function<void(const QJsonValue& value, Configuration& configuration)>
        apply; ///< valid ones
    std::function<QJsonValue(const Configuration& configuration)> written;

    QString variable() const; ///< its name in the environment
};

/// All there are, in the order in which people should read about them.
const std::vector<Setting>& allSettings();

/// nullptr: there is no such key.
const Setting* findSetting(const QString& key);

/// The values of all keys; without those that noLimits makes meaningless.
QJsonObject writtenSettings(const Configuration& configuration);

/// What is wrong with values that are each allowed but do not go together, as an English sentence.
std::optional<QString> conflictIn(const Configuration& configuration);

/// Lifts limits of rate and count, and leaves those of memory.
void liftLimits(Limits& limits);

} // namespace Signalbox
