// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settingspage.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace Signalbox {

/// Who may come in: the PIN, web pages, and names of the hub.
///
/// Thread: GUI. Owner: the settings dialog.
class AdmissionPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit AdmissionPage(QWidget* parent = nullptr);

    QString problem() const override;
    void setGiven(const GivenSettings& given) override;

private:
    void addFields();
    QWidget* makePinRow();
    QString pin() const;
    QString pinProblem() const;
    QString siteProblem() const;
    QString nameProblem() const;
    void check();

    QLineEdit* m_pin;
    QLabel* m_pinProblem;
    QComboBox* m_sites;
    QPlainTextEdit* m_allowed;
    QLabel* m_allowedProblem;
    QPlainTextEdit* m_names;
    QLabel* m_namesProblem;
};

} // namespace Signalbox
