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

/// Each of some limits with its default and its reason, and the way back to the default. What was
/// lifted when the program started is shown as that.
///
/// Thread: GUI. Owner: the settings dialog.
class LimitsPage : public SettingsPage
{
    Q_OBJECT

public:
    LimitsPage(const QString& title, const QString& iconName, const std::vector<LimitGroup>& groups,
        QWidget* parent = nullptr);

    QString problem() const override;

private:
    struct Limit
    {
        LimitRow row;
        QSpinBox* value = nullptr;
        QToolButton* reset = nullptr;
        QLabel* words = nullptr;
        QString usualWords;
        QString given = {}; ///< why it cannot be changed; empty: it can
        bool isLifted = false;
    };

    void addGroup(QGridLayout& grid, const LimitGroup& group);
    void addRow(QGridLayout& grid, const LimitRow& row);
    void addLimit(const Limit& limit);
    void showNumber(Limit& limit, const Limits& limits);
    void updateLimit(const Limit& limit) const;
    void setReason(const Field& field, const QString& reason) override;

    std::vector<Limit> m_limits;
    QLabel* m_lifted; ///< that some of them are
};

} // namespace Signalbox
