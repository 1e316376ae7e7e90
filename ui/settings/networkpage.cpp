// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/networkpage.h"

#include "core/admission/writtennames.h"
#include "ui/settings/formparts.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace Signalbox {

namespace {

constexpr int lastPort = 0xFFFF;

} // namespace

NetworkPage::NetworkPage(QWidget* parent)
    : SettingsPage(tr("Network"), QStringLiteral("globe"), parent)
    , m_address(new QLineEdit(this))
    , m_addressProblem(problemLabel("addressProblem", this))
    , m_port(new QSpinBox(this))
    , m_metrics(
          new QCheckBox(tr("Statistics for &monitoring at /metrics, for this computer only"), this))
    , m_health(new QCheckBox(tr("&Health check at /healthz, for everybody"), this))
    , m_peerJs(new QCheckBox(tr("Peer&JS clients may ask which IDs are there"), this))
{
    m_address->setObjectName(QStringLiteral("listenAddress"));
    m_address->setPlaceholderText(tr("all networks of this computer"));
    m_port->setObjectName(QStringLiteral("port"));
    m_port->setRange(0, lastPort);
    m_port->setSpecialValueText(tr("any free one"));
    m_metrics->setObjectName(QStringLiteral("metrics"));
    m_health->setObjectName(QStringLiteral("health"));
    m_peerJs->setObjectName(QStringLiteral("peerJs"));

    QFormLayout* form = makeFormLayout(this);
    addRow(*form, tr("&Listen on:"), m_address);
    form->addRow(m_addressProblem);
    addRow(*form, tr("&Port:"), m_port);
    form->addRow(explanation(
        tr("Where it listens changes when the hub starts anew. The port is the one for everything: "
           "pages, sockets, encrypted or not. Usual is 8080."),
        this));
    form->addRow(m_metrics);
    form->addRow(m_health);
    form->addRow(m_peerJs);
    addStretch(*form);
    addFields();
    connect(m_address, &QLineEdit::textChanged, this, &NetworkPage::check);
    connect(m_port, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    connect(m_metrics, &QCheckBox::toggled, this, &SettingsPage::edited);
    connect(m_health, &QCheckBox::toggled, this, &SettingsPage::edited);
    connect(m_peerJs, &QCheckBox::toggled, this, &SettingsPage::edited);
}

void NetworkPage::addFields()
{
    addField({QStringLiteral("listen"), m_address,
        [this](const HubConfig& config) { m_address->setText(config.listenAddress); },
        [this](HubConfig& config) { config.listenAddress = m_address->text().trimmed(); }});
    addField({QStringLiteral("port"), m_port,
        [this](const HubConfig& config) { m_port->setValue(config.port); },
        [this](HubConfig& config) { config.port = static_cast<quint16>(m_port->value()); }});
    addField({QStringLiteral("metrics"), m_metrics,
        [this](const HubConfig& config) { m_metrics->setChecked(config.servesMetrics); },
        [this](HubConfig& config) { config.servesMetrics = m_metrics->isChecked(); }});
    addField({QStringLiteral("health"), m_health,
        [this](const HubConfig& config) { m_health->setChecked(config.servesHealth); },
        [this](HubConfig& config) { config.servesHealth = m_health->isChecked(); }});
    addField({QStringLiteral("peerjs-discovery"), m_peerJs,
        [this](const HubConfig& config) { m_peerJs->setChecked(config.listsPeerJsIds); },
        [this](HubConfig& config) { config.listsPeerJsIds = m_peerJs->isChecked(); }});
}

QString NetworkPage::problem() const
{
    const QString address = m_address->text().trimmed();
    return address.isEmpty() || isIpAddress(address)
        ? QString()
        : tr("The hub can listen on an IP address, such as 192.168.1.20.");
}

void NetworkPage::check()
{
    showProblem(*m_addressProblem, problem());
    Q_EMIT edited();
}

} // namespace Signalbox
