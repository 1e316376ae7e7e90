// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "ui/givensettings.h"

#include <QWidget>

namespace Signalbox {

/// One page of the settings: shows its part of a configuration, and writes it back.
///
/// Thread: GUI. Owner: the settings dialog.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    virtual QString iconName() const = 0;

    virtual void read(const HubConfig& config) = 0;
    virtual void write(HubConfig& config) const = 0;

    /// What cannot stay as it is, in one sentence; empty: nothing.
    virtual QString problem() const { return {}; }

    /// What is said elsewhere and counts more is shown, and cannot be changed here.
    virtual void setGiven(const GivenSettings& given);

protected:
    /// Which key a field, or the whole of its row, stands for.
    static void setKey(QWidget& field, const char* key);
    static bool isGiven(const QWidget& field);

    /// Why a field cannot be changed.
    static QString reasonOf(SettingSource source);

Q_SIGNALS:
    void edited();
};

} // namespace Signalbox
