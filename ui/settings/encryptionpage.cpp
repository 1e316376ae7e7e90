// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/encryptionpage.h"

#include "ui/settings/formparts.h"
#include "ui/settings/settingchecks.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Signalbox {

EncryptionPage::EncryptionPage(QWidget* parent)
    : SettingsPage(tr("Encryption"), QStringLiteral("lock"), parent)
    , m_encryption(new QComboBox(this))
    , m_certificate(new QLineEdit(this))
    , m_key(new QLineEdit(this))
    , m_problem(problemLabel("certificateProblem", this))
    , m_fingerprint(new QLabel(this))
    , m_warning(problemLabel("forgetWarning", this))
    , m_forget(new QPushButton(tr("&Delete the hub's authority…"), this))
    , m_forgetSurely(new QPushButton(tr("Delete it"), this))
{
    m_encryption->setObjectName(QStringLiteral("encryption"));
    m_encryption->addItem(tr("Off: http and ws only"), static_cast<int>(Encryption::Off));
    m_encryption->addItem(
        tr("On: https and wss, beside http and ws"), static_cast<int>(Encryption::Offered));
    m_encryption->addItem(
        tr("Required: https and wss only"), static_cast<int>(Encryption::Required));
    m_certificate->setObjectName(QStringLiteral("certificateFile"));
    m_certificate->setPlaceholderText(tr("the hub's own"));
    m_key->setObjectName(QStringLiteral("keyFile"));
    m_key->setPlaceholderText(tr("the hub's own"));

    QFormLayout* form = makeFormLayout(this);
    addRow(*form, tr("&Encrypt:"), m_encryption);
    form->addRow(explanation(
        tr("Both on the same port. Browsers let pages use camera and microphone only where they "
           "came encrypted. Each device must trust the hub's own certificate once."),
        this));
    addRow(*form, tr("&Certificate:"),
        fileRow(m_certificate, tr("Certificate chain (PEM)"), FileChoice::Existing));
    addRow(*form, tr("&Key:"), fileRow(m_key, tr("Key (PEM)"), FileChoice::Existing));
    form->addRow(m_problem);
    form->addRow(makeAuthority());
    addStretch(*form);
    addFields();
    connect(m_encryption, &QComboBox::currentIndexChanged, this, &SettingsPage::edited);
    connect(m_certificate, &QLineEdit::textChanged, this, &EncryptionPage::check);
    connect(m_key, &QLineEdit::textChanged, this, &EncryptionPage::check);
}

QWidget* EncryptionPage::makeAuthority()
{
    m_fingerprint->setObjectName(QStringLiteral("fingerprint"));
    m_fingerprint->setTextFormat(Qt::PlainText);
    m_fingerprint->setWordWrap(true);
    m_fingerprint->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_fingerprint->setTextInteractionFlags(
        Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_fingerprint->setAccessibleName(tr("Fingerprint of the hub's authority"));
    m_forget->setObjectName(QStringLiteral("forgetAuthority"));
    m_forgetSurely->setObjectName(QStringLiteral("forgetAuthoritySurely"));
    for (QPushButton* button : {m_forget, m_forgetSurely}) {
        button->setAutoDefault(false);
    }
    connect(m_forget, &QPushButton::clicked, this, [this] { warn(m_warning->isHidden()); });
    connect(m_forgetSurely, &QPushButton::clicked, this, [this] {
        warn(false);
        Q_EMIT forgetAuthorityWanted();
    });

    auto* authority = new QWidget(this);
    auto* layout = new QVBoxLayout(authority);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(explanation(tr("Fingerprint of the hub's own authority. Each device shows "
                                     "the one of the file that it was given: it is to be the "
                                     "same, before anybody trusts it."),
        authority));
    layout->addWidget(m_fingerprint);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_forget);
    buttons->addWidget(m_forgetSurely);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addWidget(m_warning);
    warn(false);
    return authority;
}

void EncryptionPage::warn(bool on)
{
    m_forgetSurely->setVisible(on);
    showProblem(*m_warning,
        on ? tr("Devices that trust this hub trust it no longer, each of them must be told again, "
                "and there is no way back. While encryption is on, another authority is made at "
                "once.")
           : QString());
}

void EncryptionPage::setHub(const HubState& state)
{
    const bool hasOne = !state.authorityFingerprint.isEmpty();
    m_fingerprint->setText(hasOne ? tr("SHA-256: %1\nSHA-1 (Windows): %2")
                                        .arg(state.authorityFingerprint, state.authorityThumbprint)
                                  : tr("It has none: it makes one when it encrypts."));
    m_forget->setEnabled(hasOne);
    if (!hasOne) {
        warn(false);
    }
}

void EncryptionPage::addFields()
{
    addField({QStringLiteral("tls"), m_encryption,
        [this](const HubConfig& config) {
            m_encryption->setCurrentIndex(
                m_encryption->findData(static_cast<int>(config.tls.encryption)));
        },
        [this](HubConfig& config) {
            config.tls.encryption = static_cast<Encryption>(m_encryption->currentData().toInt());
        }});
    addField({QStringLiteral("tls-certificate"), m_certificate,
        [this](const HubConfig& config) { m_certificate->setText(config.tls.certificateFile); },
        [this](
            HubConfig& config) { config.tls.certificateFile = m_certificate->text().trimmed(); }});
    addField({QStringLiteral("tls-key"), m_key,
        [this](const HubConfig& config) { m_key->setText(config.tls.keyFile); },
        [this](HubConfig& config) { config.tls.keyFile = m_key->text().trimmed(); }});
}

QString EncryptionPage::problem() const
{
    const QString certificate = m_certificate->text().trimmed();
    const QString key = m_key->text().trimmed();
    if (certificate.isEmpty() != key.isEmpty()) {
        return tr("Certificate and key go together: give both files, or none.");
    }
    return certificate.isEmpty() || (isFileText(certificate) && isFileText(key))
        ? QString()
        : tr("Give the whole path of each file.");
}

void EncryptionPage::check()
{
    showProblem(*m_problem, problem());
    Q_EMIT edited();
}

} // namespace Signalbox
