// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settingspage.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Signalbox {

/// Whether the hub speaks TLS, and how it proves who it is.
///
/// Thread: GUI. Owner: the settings dialog.
class EncryptionPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit EncryptionPage(QWidget* parent = nullptr);

    void setHub(const HubState& state);

    QString problem() const override;

Q_SIGNALS:
    void forgetAuthorityWanted();

private:
    void addFields();
    QWidget* makeAuthority();
    void warn(bool on);
    void check();

    QComboBox* m_encryption;
    QLineEdit* m_certificate;
    QLineEdit* m_key;
    QLabel* m_problem;
    QLabel* m_fingerprint;
    QLabel* m_warning;
    QPushButton* m_forget;
    QPushButton* m_forgetSurely;
};

} // namespace Signalbox
