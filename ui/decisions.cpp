// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/decisions.h"

#include "core/hub.h"
#include "ui/actions.h"
#include "ui/hubcontrol.h"
#include "ui/messagebar.h"
#include "ui/pinasking.h"
#include "ui/problems.h"
#include "ui/settings/settingsdialog.h"
#include "ui/share/addressnews.h"
#include "ui/share/sharebar.h"
#include "ui/strangers.h"
#include "ui/uistate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

namespace Signalbox {

namespace {

const QString trustId = QStringLiteral("trust");
const QString trustKey = QStringLiteral("share/trustExplained");

} // namespace

Decisions::Decisions(const Parts& parts, QWidget& window)
    : QObject(&window)
    , m_parts(parts)
    , m_window(window)
    , m_pin(new PinAsking(parts.control, parts.actions, parts.messages, this))
    , m_strangers(new Strangers(parts.hub, parts.control, parts.messages, this))
    , m_addressNews(new AddressNews(parts.share, parts.messages, this))
{
    connect(m_pin, &PinAsking::said, this, &Decisions::said);
    connect(m_strangers, &Strangers::said, this, &Decisions::said);
    connect(&parts.share, &ShareBar::encryptionChosen, this, &Decisions::setEncryption);
    connect(&parts.control, &HubControl::configChanged, &parts.share, &ShareBar::setConfig);
    connect(parts.actions[ActionId::Settings], &QAction::triggered, this, &Decisions::openSettings);
    parts.share.setConfig(parts.control.config());
}

void Decisions::apply(const SnapshotPtr& snapshot)
{
    m_pin->apply(snapshot);
    m_strangers->apply(snapshot);
}

void Decisions::onStateChanged(const HubState& state)
{
    const bool wasEncrypted = m_hub.encryption != Encryption::Off;
    m_hub = state;
    showTroubles(state);
    m_addressNews->onStateChanged(state);
    const bool isEncrypted
        = state.phase == HubState::Phase::Listening && state.encryption != Encryption::Off;
    if (!isEncrypted) {
        m_parts.messages.withdraw(trustId);
    } else if (!wasEncrypted) {
        explainTrust();
    }
}

void Decisions::setGiven(const GivenSettings& given)
{
    m_given = given;
    Q_EMIT givenChanged(given);
}

void Decisions::setEncryption(Encryption encryption)
{
    HubConfig config = m_parts.control.config();
    config.tls.encryption = encryption;
    m_parts.control.setConfig(config);
    switch (encryption) {
    case Encryption::Off:
        Q_EMIT said(tr("Nothing is encrypted any more."));
        break;
    case Encryption::Offered:
        Q_EMIT said(tr("Devices can connect encrypted as well."));
        break;
    case Encryption::Required:
        Q_EMIT said(tr("Only encrypted connections are let in."));
        break;
    }
}

/// Once in a profile's life: who has read it knows it.
void Decisions::explainTrust()
{
    const bool isOwn = !m_hub.authorityFingerprint.isEmpty();
    const QString url = m_parts.share.trustUrl();
    if (!isOwn || url.isEmpty() || !m_parts.state.text(trustKey).isEmpty()) {
        return;
    }
    m_parts.messages.post({trustId, BarMessage::Severity::Info,
        tr("Each device must trust this hub once: open %1 on it.").arg(url),
        {{tr("Copy address"), [url] { QApplication::clipboard()->setText(url); }},
            {tr("Understood"), [this] {
                 m_parts.state.saveText(trustKey, QStringLiteral("yes"));
                 m_parts.messages.withdraw(trustId);
             }}}});
}

void Decisions::openSettings()
{
    const HubControl& control = m_parts.control;
    auto* dialog = new SettingsDialog(control.config(), control.running(), m_hub, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setGiven(m_given);
    connect(this, &Decisions::givenChanged, dialog, &SettingsDialog::setGiven);
    connect(&m_parts.control, &HubControl::stateChanged, dialog, &SettingsDialog::setHub);
    connect(&m_parts.control, &HubControl::configChanged, dialog, &SettingsDialog::setConfig);
    connect(dialog, &SettingsDialog::changed, &m_parts.control, &HubControl::setConfig);
    connect(dialog, &SettingsDialog::restartWanted, &m_parts.control, &HubControl::restart);
    connect(dialog, &SettingsDialog::forgetAuthorityWanted, &m_parts.hub, &Hub::forgetAuthority);
    dialog->open();
}

void Decisions::showTroubles(const HubState& state)
{
    if (state.troubles.isEmpty()) {
        m_parts.messages.withdraw(troublesId);
    } else {
        m_parts.messages.post(troublesMessage(state));
    }
}

} // namespace Signalbox
