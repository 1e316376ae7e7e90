// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/limitrows.h"
#include "ui/settings/settingspage.h"

class QGridLayout;
class QLabel;
class QSpinBox;
class QToolButton;

namespace Signalbox {

/// Each limit with its default and its reason, and the way back to the default.
///
/// Thread: GUI. Owner: the settings dialog.
class LimitsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit LimitsPage(QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    void read(const HubConfig& config) override;
    void write(HubConfig& config) const override;
    QString problem() const override;
    void setGiven(const GivenSettings& given) override;

    /// Whether the two differ in what the hub reads when it starts to listen.
    static bool needsStart(const Limits& before, const Limits& after);

private:
    struct Field
    {
        LimitRow row;
        QSpinBox* value = nullptr;
        QToolButton* reset = nullptr;
        QLabel* words = nullptr;
        QString usualWords;
        bool isGiven = false; ///< elsewhere
    };

    void addRow(QGridLayout& grid, const LimitRow& row);
    void updateResets();

    std::vector<Field> m_fields;
};

} // namespace Signalbox
