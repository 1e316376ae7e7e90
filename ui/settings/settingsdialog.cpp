// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/settingsdialog.h"

#include "ui/charwidth.h"
#include "ui/icons.h"
#include "ui/settings/admissionpage.h"
#include "ui/settings/encryptionpage.h"
#include "ui/settings/formparts.h"
#include "ui/settings/icepage.h"
#include "ui/settings/keptpage.h"
#include "ui/settings/limitspage.h"
#include "ui/settings/networkpage.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace Signalbox {

namespace {

constexpr int iconSize = 16;

} // namespace

SettingsDialog::SettingsDialog(
    const HubConfig& config, const HubConfig& running, const HubState& hub, QWidget* parent)
    : QDialog(parent)
    , m_config(config)
    , m_running(running)
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_problem(problemLabel("settingsProblem", this))
    , m_startNote(explanation({}, this))
    , m_restart(new QCheckBox(tr("&Restart the hub at once"), this))
    , m_buttons(new QDialogButtonBox(
          QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel, this))
    , m_encryption(new EncryptionPage(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    m_list->setObjectName(QStringLiteral("settingsPages"));
    m_list->setAccessibleName(tr("Pages of the settings"));
    m_list->setUniformItemSizes(true);
    m_list->setIconSize(QSize(iconSize, iconSize));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addPage(new NetworkPage(this));
    addPage(m_encryption);
    addPage(new AdmissionPage(this));
    addPage(new LimitsPage(tr("Limits"), QStringLiteral("gauge"), usualLimits(), this));
    addPage(new IcePage(this));
    addPage(new KeptPage(this));
    addPage(new LimitsPage(tr("Rarely needed"), QStringLiteral("settings"), furtherLimits(), this));
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth() + 12);
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_encryption, &EncryptionPage::forgetAuthorityWanted, this,
        &SettingsDialog::forgetAuthorityWanted);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(14);
    columns->addWidget(m_list);
    columns->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 12);
    layout->setSpacing(10);
    layout->addLayout(columns, 1);
    layout->addWidget(makeBottom());
    const int character = characterWidth(fontMetrics());
    resize(QSize(character * 108, fontMetrics().height() * 34)
               .boundedTo(parent ? parent->window()->size() : QSize(1280, 800)));
    setHub(hub);
    setConfig(config);
    showPage(0);
}

void SettingsDialog::addPage(SettingsPage* page)
{
    auto* item = new QListWidgetItem(symbolicIcon(page->iconName()), page->title(), m_list);
    constexpr int padding = 10;
    item->setSizeHint(QSize(m_list->fontMetrics().horizontalAdvance(page->title()) + 4 * padding,
        m_list->fontMetrics().lineSpacing() + padding));
    auto* area = new QScrollArea(this);
    area->setAccessibleName(page->title()); // it takes the focus, to be scrolled
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    m_stack->addWidget(area);
    m_pages += page;
    connect(page, &SettingsPage::edited, this, &SettingsDialog::update);
}

QWidget* SettingsDialog::makeBottom()
{
    m_restart->setObjectName(QStringLiteral("restartHub"));
    m_startNote->setObjectName(QStringLiteral("startNote"));
    m_startNote->setText(tr("Some of this takes effect when the hub starts anew: everybody is "
                            "disconnected then, and can come back at once."));
    for (const auto which :
        {QDialogButtonBox::Ok, QDialogButtonBox::Apply, QDialogButtonBox::Cancel}) {
        m_buttons->button(which)->setIcon({});
    }
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this,
        &SettingsDialog::apply);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        apply();
        accept();
    });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* bottom = new QWidget(this);
    auto* layout = new QVBoxLayout(bottom);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_startNote);
    layout->addWidget(m_restart);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    return bottom;
}

void SettingsDialog::showPage(int page)
{
    m_list->setCurrentRow(page);
    m_list->setFocus();
}

void SettingsDialog::setHub(const HubState& state)
{
    using Phase = HubState::Phase;
    const bool begins = state.phase == Phase::Starting && m_hub.phase != Phase::Starting;
    m_hub = state;
    m_encryption->setHub(state);
    if (begins || state.phase == Phase::Stopped || state.phase == Phase::Failed) {
        m_running = m_config;
    }
    update();
}

void SettingsDialog::setConfig(const HubConfig& config)
{
    m_config = config;
    m_isReading = true;
    for (SettingsPage* page : m_pages) {
        page->read(config);
    }
    m_isReading = false;
    update();
}

void SettingsDialog::setGiven(const GivenSettings& given)
{
    m_isReading = true;
    for (SettingsPage* page : m_pages) {
        page->setGiven(given);
    }
    setConfig(m_config);
}

HubConfig SettingsDialog::edited() const
{
    HubConfig config = m_config;
    for (const SettingsPage* page : m_pages) {
        page->write(config);
    }
    return config;
}

QStringList SettingsDialog::keys() const
{
    QStringList keys;
    for (const SettingsPage* page : m_pages) {
        keys += page->keys();
    }
    return keys;
}

bool SettingsDialog::needsStart() const
{
    const HubConfig wanted = edited();
    const bool isRunning = m_hub.phase == HubState::Phase::Listening;
    return isRunning
        && (wanted.listenAddress != m_running.listenAddress || wanted.port != m_running.port
            || wanted.iceServers != m_running.iceServers);
}

void SettingsDialog::update()
{
    if (m_isReading) {
        return;
    }
    QString problem;
    for (const SettingsPage* page : m_pages) {
        if (problem.isEmpty() && !page->problem().isEmpty()) {
            problem = tr("%1: %2", "a page, and what is wrong there")
                          .arg(page->title(), page->problem());
        }
    }
    showProblem(*m_problem, problem);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(problem.isEmpty());
    const bool start = needsStart();
    m_startNote->setVisible(start);
    m_restart->setVisible(start);
}

void SettingsDialog::apply()
{
    const bool restarts = needsStart() && m_restart->isChecked();
    const HubConfig decided = edited();
    for (SettingsPage* page : m_pages) {
        page->settle();
    }
    Q_EMIT changed(decided);
    if (restarts) {
        Q_EMIT restartWanted();
    }
}

} // namespace Signalbox
