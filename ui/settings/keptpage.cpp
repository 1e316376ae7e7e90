// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/keptpage.h"

#include "ui/settings/formparts.h"
#include "ui/settings/settingchecks.h"

#include <QDesktopServices>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

namespace Signalbox {

namespace {

const QString folderKey = QStringLiteral("state-folder");

} // namespace

KeptPage::KeptPage(QWidget* parent)
    : SettingsPage(tr("Log and files"), QStringLiteral("log"), parent)
    , m_log(new QLineEdit(this))
    , m_problem(problemLabel("logProblem", this))
    , m_folder(new QLineEdit(this))
    , m_open(new QPushButton(tr("&Open"), this))
{
    m_log->setObjectName(QStringLiteral("logFile"));
    m_log->setPlaceholderText(tr("none is written"));
    m_folder->setObjectName(QStringLiteral("stateFolder"));
    m_folder->setPlaceholderText(tr("nothing is kept"));
    m_folder->setReadOnly(true);
    m_open->setObjectName(QStringLiteral("openStateFolder"));
    m_open->setAutoDefault(false);

    QFormLayout* form = makeFormLayout(this);
    addRow(*form, tr("&Log:"), fileRow(m_log, tr("Log"), FileChoice::Any));
    form->addRow(m_problem);
    form->addRow(explanation(
        tr("A file that gets a line of JSON for whatever happens, for other programs. There are no "
           "messages in it and no PIN, but names and addresses, which are personal data. "
           "It is made so that only you can read it."),
        this));
    addRow(*form, tr("&Folder of the hub:"), makeFolderRow());
    form->addRow(explanation(
        tr("Bans and the hub's own certificates are kept here. It stays the same as long as the "
           "program runs, because no two hubs may write there; \"state-folder\" in the "
           "configuration file names another one for the next start."),
        this));
    addStretch(*form);
    addFields();
    connect(m_log, &QLineEdit::textChanged, this, &KeptPage::check);
    connect(m_open, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder->text())); });
}

QWidget* KeptPage::makeFolderRow()
{
    auto* row = new QWidget(this);
    row->setFocusProxy(m_folder);
    row->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_folder, 1);
    layout->addWidget(m_open);
    return row;
}

void KeptPage::addFields()
{
    addField({QStringLiteral("log"), m_log,
        [this](const HubConfig& config) { m_log->setText(config.log); },
        [this](HubConfig& config) { config.log = m_log->text().trimmed(); }});
    addField(
        {folderKey, m_folder, [this](const HubConfig& config) { showFolder(config.stateFolder); },
            [](HubConfig& config) { Q_UNUSED(config) }});
}

void KeptPage::showFolder(const QString& path)
{
    m_folder->setText(path);
    m_folder->setCursorPosition(0);
    m_open->setEnabled(!path.isEmpty());
}

void KeptPage::setReason(const Field& field, const QString& reason)
{
    if (field.key != folderKey) { // which can be changed nowhere while the program runs
        SettingsPage::setReason(field, reason);
    }
}

QString KeptPage::problem() const
{
    const QString log = m_log->text().trimmed();
    return log.isEmpty() || isLogText(log)
        ? QString()
        : tr("The log is a file with its whole path, such as /home/ann/hub.log, or - for standard "
             "output.");
}

void KeptPage::check()
{
    showProblem(*m_problem, problem());
    Q_EMIT edited();
}

} // namespace Signalbox
