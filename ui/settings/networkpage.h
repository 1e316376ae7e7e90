// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settingspage.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace Signalbox {

/// Where the hub listens, and what it offers over HTTP.
///
/// Thread: GUI. Owner: the settings dialog.
class NetworkPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit NetworkPage(QWidget* parent = nullptr);

    QString problem() const override;

private:
    void addFields();
    QString addressProblem() const;
    QString readersProblem() const;
    void check();

    QLineEdit* m_address;
    QLabel* m_addressProblem;
    QSpinBox* m_port;
    QCheckBox* m_metrics;
    QLineEdit* m_readers; ///< of the metrics, beside this computer
    QLabel* m_readersProblem;
    QCheckBox* m_health;
    QCheckBox* m_peerJs;
};

} // namespace Signalbox
