// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settingspage.h"

class QLabel;
class QPlainTextEdit;

namespace Signalbox {

/// The servers that clients are told of for WebRTC, a line each. Those that no line can hold are
/// shown as they are, and changed in the configuration file.
///
/// Thread: GUI. Owner: the settings dialog.
class IcePage : public SettingsPage
{
    Q_OBJECT

public:
    explicit IcePage(QWidget* parent = nullptr);

    QString problem() const override;

private:
    void showServers(const HubConfig& config);
    void takeServers(HubConfig& config) const;
    void check();

    QPlainTextEdit* m_servers;
    QLabel* m_problem;
    QLabel* m_note; ///< why they cannot be changed here
    QString m_asRead;
};

} // namespace Signalbox
