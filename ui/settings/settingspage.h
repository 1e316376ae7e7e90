// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "ui/givensettings.h"

#include <QVariant>
#include <QWidget>

#include <functional>
#include <vector>

namespace Signalbox {

/// One page of the settings: shows its part of a configuration, and writes it back. What was typed
/// stays until it is decided, or said elsewhere.
///
/// Thread: GUI. Owner: the settings dialog.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    SettingsPage(const QString& title, const QString& iconName, QWidget* parent);

    const QString& title() const { return m_title; }
    const QString& iconName() const { return m_iconName; }

    /// What is shown here, as in the configuration file.
    QStringList keys() const;

    /// Shows what holds, but for what was typed and is not decided yet.
    void read(const HubConfig& config);
    void write(HubConfig& config) const;

    /// What stands here is decided: what is read next is shown in place of it.
    void settle();

    /// What cannot stay as it is, in one sentence; empty: nothing.
    virtual QString problem() const { return {}; }

    /// What is said elsewhere and counts more cannot be changed here; what holds is to be read
    /// after that.
    virtual void setGiven(const GivenSettings& given);

protected:
    struct Field
    {
        QString key; ///< as in the configuration file
        QWidget* input; ///< what is typed is its user property; on the page, or in a row there
        std::function<void(const HubConfig& config)> show;
        std::function<void(HubConfig& config)> take; ///< puts what is shown into it
        QVariant shown = {}; ///< as it was read
    };

    /// Once all the widgets have their places.
    void addField(Field field);
    bool isGiven(const QString& key) const { return m_given.contains(key); }

    /// Says why a field cannot be changed; an empty reason: it can.
    virtual void setReason(const Field& field, const QString& reason);

Q_SIGNALS:
    void edited();

private:
    const QString m_title;
    const QString m_iconName;
    std::vector<Field> m_fields;
    GivenSettings m_given;
};

} // namespace Signalbox
