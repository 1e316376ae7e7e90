// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "ui/givensettings.h"

#include <QDialog>
#include <QList>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QListWidget;
class QStackedWidget;

namespace Signalbox {

class EncryptionPage;
class SettingsPage;

/// What the owner decides about the hub, on pages. It says what was decided; doing it is the
/// window's.
///
/// Thread: GUI. Owner: the main window, until it is closed.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// running: with which the hub was started; what is newer may wait for the next start.
    SettingsDialog(const HubConfig& config, const HubConfig& running, const HubState& hub,
        QWidget* parent = nullptr);

    void setHub(const HubState& state);

    /// What holds now, whoever decided it. What was typed and not applied yet stays.
    void setConfig(const HubConfig& config);

    /// What cannot be changed here, because it is said elsewhere and counts more: it is shown, also
    /// in place of what was typed.
    void setGiven(const GivenSettings& given);

    void showPage(int page);
    HubConfig edited() const; ///< as it stands on the pages
    QStringList keys() const; ///< of all that is shown, as in the configuration file

Q_SIGNALS:
    void changed(const Signalbox::HubConfig& config);
    void restartWanted();
    void forgetAuthorityWanted();

private:
    void addPage(SettingsPage* page);
    QWidget* makeBottom();
    void apply();
    void update();
    bool needsStart() const;

    HubConfig m_config; ///< in force
    HubConfig m_running; ///< with which the hub listens
    HubState m_hub;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    QLabel* m_problem;
    QLabel* m_startNote;
    QCheckBox* m_restart;
    QDialogButtonBox* m_buttons;
    EncryptionPage* m_encryption;
    QList<SettingsPage*> m_pages;
    bool m_isReading = false;
};

} // namespace Signalbox
