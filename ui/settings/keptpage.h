// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settings/settingspage.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace Signalbox {

/// What the hub writes to the disk: the log, and where its own things are, which is shown only.
///
/// Thread: GUI. Owner: the settings dialog.
class KeptPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit KeptPage(QWidget* parent = nullptr);

    QString problem() const override;

private:
    QWidget* makeFolderRow();
    void addFields();
    void showFolder(const QString& path);
    void setReason(const Field& field, const QString& reason) override;
    void check();

    QLineEdit* m_log;
    QLabel* m_problem;
    QLineEdit* m_folder;
    QPushButton* m_open;
};

} // namespace Signalbox
