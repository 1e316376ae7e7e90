// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/networkpage.h"

#include "core/admission/writtennames.h"
#include "ui/plaintext.h"
#include "ui/settings/formparts.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>

#include <algorithm>

namespace Signalbox {

namespace {

constexpr int lastPort = 0xFFFF;

/// Written as people write lists.
QStringList rangesIn(const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    return text.split(separators, Qt::SkipEmptyParts);
}

} // namespace

NetworkPage::NetworkPage(QWidget* parent)
    : SettingsPage(tr("Network"), QStringLiteral("globe"), parent)
    , m_address(new QLineEdit(this))
    , m_addressProblem(problemLabel("addressProblem", this))
    , m_port(new QSpinBox(this))
    , m_metrics(
          new QCheckBox(tr("Statistics for &monitoring at /metrics, for this computer"), this))
    , m_readers(new QLineEdit(this))
    , m_readersProblem(problemLabel("readersProblem", this))
    , m_health(new QCheckBox(tr("&Health check at /healthz, for everybody"), this))
    , m_peerJs(new QCheckBox(tr("Peer&JS clients may ask which IDs are there"), this))
{
    m_address->setObjectName(QStringLiteral("listenAddress"));
    m_address->setPlaceholderText(tr("all networks of this computer"));
    m_port->setObjectName(QStringLiteral("port"));
    m_port->setRange(0, lastPort);
    m_port->setSpecialValueText(tr("any free one"));
    m_metrics->setObjectName(QStringLiteral("metrics"));
    m_readers->setObjectName(QStringLiteral("metricsFrom"));
    m_readers->setPlaceholderText(tr("nobody; or such as 192.168.1.20, 10.0.0.0/8"));
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
    addRow(*form, tr("&And for:"), m_readers);
    form->addRow(m_readersProblem);
    form->addRow(m_health);
    form->addRow(m_peerJs);
    addStretch(*form);
    addFields();
    connect(m_address, &QLineEdit::textChanged, this, &NetworkPage::check);
    connect(m_port, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    connect(m_metrics, &QCheckBox::toggled, this, &SettingsPage::edited);
    connect(m_readers, &QLineEdit::textChanged, this, &NetworkPage::check);
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
    addField({QStringLiteral("metrics-from"), m_readers,
        [this](const HubConfig& config) {
            m_readers->setText(config.metricsFrom.join(QStringLiteral(", ")));
        },
        [this](HubConfig& config) { config.metricsFrom = rangesIn(m_readers->text()); }});
    addField({QStringLiteral("health"), m_health,
        [this](const HubConfig& config) { m_health->setChecked(config.servesHealth); },
        [this](HubConfig& config) { config.servesHealth = m_health->isChecked(); }});
    addField({QStringLiteral("peerjs-discovery"), m_peerJs,
        [this](const HubConfig& config) { m_peerJs->setChecked(config.listsPeerJsIds); },
        [this](HubConfig& config) { config.listsPeerJsIds = m_peerJs->isChecked(); }});
}

QString NetworkPage::addressProblem() const
{
    const QString address = m_address->text().trimmed();
    return address.isEmpty() || isIpAddress(address)
        ? QString()
        : tr("The hub can listen on an IP address, such as 192.168.1.20.");
}

QString NetworkPage::readersProblem() const
{
    const QStringList ranges = rangesIn(m_readers->text());
    const auto bad = std::find_if_not(ranges.cbegin(), ranges.cend(), &isAddressRange);
    return bad != ranges.cend()
        ? tr("%1 is not an IP address or a range of them, such as 10.0.0.0/8.")
              .arg(isolated(plain(*bad, 80)))
        : ranges.size() > MostListed ? tr("These are too many: at most %1.").arg(MostListed)
                                     : QString();
}

QString NetworkPage::problem() const
{
    const QString problem = addressProblem();
    return problem.isEmpty() ? readersProblem() : problem;
}

void NetworkPage::check()
{
    showProblem(*m_addressProblem, addressProblem());
    showProblem(*m_readersProblem, readersProblem());
    Q_EMIT edited();
}

} // namespace Signalbox
