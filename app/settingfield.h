// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings.h"
#include "app/settingtexts.h"

#include <QFileInfo>
#include <QJsonArray>

#include <type_traits>
#include <utility>

namespace Signalbox {

/// How a key is bound to a field of the configuration, by the members on the way to it.

/// A place in the configuration, as the members on the way to it.
template <auto member, auto... rest>
auto& placeIn(auto& object)
{
    if constexpr (sizeof...(rest) == 0) {
        return object.*member;
    } else {
        return placeIn<rest...>(object.*member);
    }
}

template <auto... path>
using PlaceType
    = std::remove_reference_t<decltype(placeIn<path...>(std::declval<Configuration&>()))>;

template <typename Field>
void setNumber(Field& field, qint64 number)
{
    if constexpr (std::is_integral_v<Field>) {
        field = static_cast<Field>(number);
    } else {
        field = Field(number);
    }
}

template <typename Field>
qint64 numberOf(const Field& field)
{
    if constexpr (std::is_integral_v<Field>) {
        return static_cast<qint64>(field);
    } else {
        return field.count();
    }
}

/// What a whole number may be; unit: how many of the field's own units one is.
struct Range
{
    qint64 least = 1;
    qint64 most = 1'000'000;
    qint64 unit = 1;
    QString note = {};
};

template <auto... path>
Setting wholeNumber(const QString& key, const Range& range, Effect effect, const QString& meaning)
{
    Setting setting{
        key, wholeNumberForm(range.least, range.most, range.note), effect, meaning, {}, {}, {}};
    setting.apply = [unit = range.unit](const QJsonValue& value, Configuration& configuration) {
        setNumber(placeIn<path...>(configuration), value.toInteger() * unit);
    };
    setting.written = [unit = range.unit](const Configuration& configuration) {
        return QJsonValue(numberOf(placeIn<path...>(configuration)) / unit);
    };
    return setting;
}

template <auto... path>
Setting flag(const QString& key, Effect effect, const QString& meaning)
{
    Setting setting{key, flagForm(), effect, meaning, {}, {}, {}};
    setting.apply = [](const QJsonValue& value, Configuration& configuration) {
        placeIn<path...>(configuration) = value.toBool();
    };
    setting.written = [](const Configuration& configuration) {
        return QJsonValue(placeIn<path...>(configuration));
    };
    return setting;
}

template <auto... path>
Setting text(const QString& key, const SettingForm& form, Effect effect, const QString& meaning)
{
    Setting setting{key, form, effect, meaning, {}, {}, {}};
    setting.apply = [](const QJsonValue& value, Configuration& configuration) {
        placeIn<path...>(configuration) = value.toString();
    };
    setting.written = [](const Configuration& configuration) {
        return QJsonValue(placeIn<path...>(configuration));
    };
    return setting;
}

/// Made absolute when it is read, so that it means the same whenever it is used.
template <auto... path>
Setting file(const QString& key, Effect effect, const QString& note, const QString& meaning)
{
    const SettingForm form
        = textForm(allowedPaths() + QStringLiteral("; ") + note, isPathOrNothing);
    Setting setting = text<path...>(key, form, effect, meaning);
    setting.apply = [](const QJsonValue& value, Configuration& configuration) {
        const QString name = value.toString();
        const bool isPath = !name.isEmpty() && name != u"-";
        placeIn<path...>(configuration) = isPath ? QFileInfo(name).absoluteFilePath() : name;
    };
    return setting;
}

template <auto... path>
Setting texts(const QString& key, const SettingForm& form, const QString& meaning)
{
    Setting setting{key, form, Effect::AtOnce, meaning, {}, {}, {}};
    setting.apply = [](const QJsonValue& value, Configuration& configuration) {
        QStringList& list = placeIn<path...>(configuration);
        list.clear();
        for (const QJsonValue& one : value.toArray()) {
            list.append(one.toString());
        }
    };
    setting.written = [](const Configuration& configuration) {
        return QJsonValue(QJsonArray::fromStringList(placeIn<path...>(configuration)));
    };
    return setting;
}

/// The words stand in the order of the enumeration's values.
template <auto... path>
Setting word(const QString& key, const QStringList& words, Effect effect, const QString& meaning)
{
    Setting setting{key, wordForm(words), effect, meaning, {}, {}, {}};
    setting.apply = [words](const QJsonValue& value, Configuration& configuration) {
        placeIn<path...>(configuration)
            = static_cast<PlaceType<path...>>(words.indexOf(value.toString()));
    };
    setting.written = [words](const Configuration& configuration) {
        return QJsonValue(words.value(static_cast<int>(placeIn<path...>(configuration))));
    };
    return setting;
}

inline Setting withOption(Setting setting, const QString& name, const QString& valueName,
    const QString& description, bool repeatable = false)
{
    setting.option = {name, valueName, description, repeatable};
    return setting;
}

} // namespace Signalbox
