// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settingspage.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
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

    QString title() const override;
    QString iconName() const override;
    void read(const HubConfig& config) override;
    void write(HubConfig& config) const override;
    QString problem() const override;

private:
    void check();

    QLineEdit* m_address;
    QLabel* m_addressProblem;
    QSpinBox* m_port;
    QCheckBox* m_metrics;
    QCheckBox* m_peerJs;
};

/// The servers that clients are told of for WebRTC; they are changed in the configuration file.
///
/// Thread: GUI. Owner: the settings dialog.
class IcePage : public SettingsPage
{
    Q_OBJECT

public:
    explicit IcePage(QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    void read(const HubConfig& config) override;
    void write(HubConfig& config) const override;

private:
    QPlainTextEdit* m_servers;
};

} // namespace Signalbox
