// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/share/sharebar.h"

#include "ui/actions.h"
#include "ui/charwidth.h"
#include "ui/icons.h"
#include "ui/pinasking.h"
#include "ui/plaintext.h"
#include "ui/share/addressfield.h"
#include "ui/share/connectdialog.h"
#include "ui/share/encryptionmenu.h"
#include "ui/share/largeview.h"
#include "ui/uistate.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace Signalbox {

namespace {

using Phase = HubState::Phase;

constexpr int stateIconSize = 14;
constexpr int charactersForTotals = 132; ///< narrower, and the address needs the room
const QString chosenKey = QStringLiteral("share/address");

QString phaseIcon(Phase phase)
{
    switch (phase) {
    case Phase::Listening:
        return QStringLiteral("state-joined");
    case Phase::Failed:
        return QStringLiteral("problem");
    case Phase::Starting:
    case Phase::Stopping:
        return QStringLiteral("state-slow");
    case Phase::Stopped:
        break;
    }
    return QStringLiteral("state-notjoined");
}

} // namespace

ShareBar::ShareBar(const Actions& actions, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_chosen(state.text(chosenKey))
    , m_toggle(new QToolButton(this))
    , m_stateIcon(new QLabel(this))
    , m_stateText(new QLabel(this))
    , m_address(new AddressField(this))
    , m_pinText(new QLabel(this))
    , m_addressButton(makeAddressButton())
    , m_addressMenu(new QMenu(this))
    , m_addressGroup(new QActionGroup(this))
    , m_encryptionMenu(new EncryptionMenu(this))
    , m_encryption(makeEncryptionButton())
    , m_copy(new QToolButton(this))
    , m_connect(new QToolButton(this))
    , m_enlarge(new QToolButton(this))
    , m_totals(new QLabel(this))
{
    m_toggle->setDefaultAction(actions[ActionId::ToggleHub]);
    m_toggle->setObjectName(QStringLiteral("toggleButton"));
    m_toggle->setAccessibleName(tr("Start or stop the hub"));
    m_copy->setDefaultAction(actions[ActionId::CopyUrl]);
    m_copy->setAccessibleName(tr("Copy hub address"));
    m_connect->setDefaultAction(actions[ActionId::ConnectClient]);
    m_connect->setObjectName(QStringLiteral("connectButton"));
    m_connect->setAccessibleName(tr("Connect a client"));
    m_enlarge->setDefaultAction(actions[ActionId::ShowToAll]);
    m_enlarge->setObjectName(QStringLiteral("enlargeButton"));
    m_enlarge->setAccessibleName(tr("Show address and PIN to everybody"));
    for (QLabel* label : {m_stateIcon, m_stateText, m_pinText, m_totals}) {
        label->setTextFormat(Qt::PlainText);
    }
    m_stateText->setObjectName(QStringLiteral("hubState"));
    m_pinText->setObjectName(QStringLiteral("pin"));
    m_pinText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_pinText->setFont(m_address->font());
    m_pinText->setToolTip(tr("Everybody who wants to come in must know this PIN."));
    m_pinText->hide();
    m_totals->setForegroundRole(QPalette::PlaceholderText);
    m_address->setObjectName(QStringLiteral("pageUrl"));
    m_address->setAccessibleName(tr("Address of the hub"));
    // A button that has a menu of its own draws an arrow over its drawing.
    connect(m_addressButton, &QToolButton::clicked, this, [this] {
        m_addressMenu->popup(m_addressButton->mapToGlobal(m_addressButton->rect().bottomLeft()));
    });
    m_addressMenu->setObjectName(QStringLiteral("addressMenu"));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 12, 8);
    layout->setSpacing(6);
    layout->addWidget(m_toggle);
    layout->addSpacing(6);
    layout->addWidget(m_stateIcon);
    layout->addWidget(m_stateText);
    layout->addSpacing(6);
    layout->addWidget(m_address);
    layout->addWidget(m_pinText);
    layout->addWidget(m_addressButton);
    layout->addWidget(m_encryption);
    layout->addWidget(m_copy);
    layout->addWidget(m_enlarge);
    layout->addWidget(m_connect);
    layout->addStretch(1);
    layout->addWidget(m_totals);
    setHub({});
}

QToolButton* ShareBar::makeAddressButton()
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("addressButton"));
    button->setIcon(symbolicIcon(QStringLiteral("network")));
    button->setToolTip(tr("All addresses of the hub"));
    button->setAccessibleName(tr("All addresses of the hub"));
    return button;
}

QToolButton* ShareBar::makeEncryptionButton()
{
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("encryptionButton"));
    m_encryptionMenu->setObjectName(QStringLiteral("encryptionMenu"));
    connect(button, &QToolButton::clicked, this, [this, button] {
        m_encryptionMenu->popup(button->mapToGlobal(button->rect().bottomLeft()));
    });
    connect(m_encryptionMenu, &EncryptionMenu::chosen, this, &ShareBar::encryptionChosen);
    return button;
}

void ShareBar::setConfig(const HubConfig& config)
{
    m_pin = config.admission.pin;
    m_pinText->setText(tr("PIN %1").arg(spacedPin(m_pin)));
    m_pinText->setVisible(!m_pin.isEmpty());
    makeRoom();
    m_encryptionMenu->setEncryption(config.tls.encryption);
    updateLarge();
}

void ShareBar::setHub(const HubState& state)
{
    m_hub = state;
    showEncryption();
    fillAddressMenu();
    showState();
    showAddress();
}

void ShareBar::setTotals(const QString& totals)
{
    m_totals->setText(totals);
}

QString ShareBar::pageUrl() const
{
    const Endpoint* endpoint = shared();
    return endpoint ? endpoint->pageUrl(transport()) : QString();
}

QString ShareBar::inviteUrl() const
{
    const QString url = pageUrl();
    return url.isEmpty() || m_pin.isEmpty() ? url : url + QStringLiteral("/#pin=") + m_pin;
}

QString ShareBar::trustUrl() const
{
    const Endpoint* endpoint = shared();
    return endpoint ? endpoint->pageUrl() + QStringLiteral("/trust") : QString();
}

Endpoint::Transport ShareBar::transport() const
{
    return m_hub.encryption == Encryption::Off ? Endpoint::Transport::Plain
                                               : Endpoint::Transport::Secure;
}

void ShareBar::copyUrl() const
{
    if (shared()) {
        QApplication::clipboard()->setText(inviteUrl());
    }
}

void ShareBar::showGuides()
{
    if (const Endpoint* endpoint = shared()) {
        // As long as both are there, the one that needs no trust is simpler for programs.
        const bool isRequired = m_hub.encryption == Encryption::Required;
        auto* dialog
            = new ConnectDialog(guides(endpoint->host(), endpoint->port, isRequired), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }
}

void ShareBar::showToAll()
{
    if (!m_large) {
        m_large = new LargeView(this);
        m_large->setAttribute(Qt::WA_DeleteOnClose);
        updateLarge();
        m_large->resize(window()->size());
    }
    m_large->show();
    m_large->raise();
    m_large->activateWindow();
}

void ShareBar::updateLarge()
{
    if (m_large) {
        const bool mustTrust = !m_hub.authorityFingerprint.isEmpty();
        m_large->setInvitation(
            {pageUrl(), inviteUrl(), spacedPin(m_pin), mustTrust ? trustUrl() : QString()});
    }
}

void ShareBar::enter()
{
    m_toggle->setFocus(Qt::ShortcutFocusReason);
}

void ShareBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        showState();
    }
    QWidget::changeEvent(event);
}

void ShareBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

void ShareBar::fillAddressMenu()
{
    m_addressMenu->clear();
    for (const Endpoint& endpoint : m_hub.endpoints) {
        const QString where
            = endpoint.onlyThisMachine ? tr("this computer only") : plain(endpoint.interfaceName);
        QAction* action
            = m_addressMenu->addAction(endpoint.pageUrl(transport()) + u'\t' + menuText(where));
        action->setCheckable(true);
        action->setChecked(&endpoint == shared());
        m_addressGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, endpoint] { choose(endpoint); });
    }
    m_addressButton->setEnabled(!m_hub.endpoints.isEmpty());
}

void ShareBar::choose(const Endpoint& endpoint)
{
    m_chosen = endpoint.address;
    m_state.saveText(chosenKey, m_chosen);
    showAddress();
    Q_EMIT pageUrlChanged();
}

const Endpoint* ShareBar::shared() const
{
    if (m_hub.phase != Phase::Listening || m_hub.endpoints.isEmpty()) {
        return nullptr;
    }
    const auto chosen = std::find_if(m_hub.endpoints.cbegin(), m_hub.endpoints.cend(),
        [this](const Endpoint& endpoint) { return endpoint.address == m_chosen; });
    return chosen != m_hub.endpoints.cend() ? &*chosen : &m_hub.endpoints.first();
}

void ShareBar::showState()
{
    m_stateIcon->setPixmap(symbolicIcon(phaseIcon(m_hub.phase)).pixmap(stateIconSize));
    switch (m_hub.phase) {
    case Phase::Stopped:
        m_stateText->setText(tr("Stopped"));
        break;
    case Phase::Starting:
        m_stateText->setText(tr("Starting"));
        break;
    case Phase::Listening:
        m_stateText->setText(tr("Listening"));
        break;
    case Phase::Stopping:
        m_stateText->setText(tr("Stopping"));
        break;
    case Phase::Failed:
        m_stateText->setText(tr("Problem"));
        break;
    }
    m_stateIcon->setToolTip(m_stateText->text());
    m_stateIcon->setAccessibleName(m_stateText->text());
}

/// Address and PIN are what people read off: before a digit of them is cut off, words go for which
/// a drawing can stand.
void ShareBar::makeRoom()
{
    const auto isTooNarrow = [this] { return layout()->sizeHint().width() > width(); };
    m_totals->setVisible(width() > characterWidth(fontMetrics()) * charactersForTotals);
    m_stateText->show();
    m_connect->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    if (isTooNarrow()) {
        m_connect->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    if (isTooNarrow() && !m_pin.isEmpty()) {
        m_stateText->hide();
    }
    if (isTooNarrow()) {
        m_toggle->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
}

void ShareBar::showEncryption()
{
    const bool isOn = m_hub.encryption != Encryption::Off;
    m_encryption->setIcon(symbolicIcon(isOn ? QStringLiteral("lock") : QStringLiteral("unlock")));
    const QString text = m_hub.encryption == Encryption::Required
        ? tr("Encrypt: only encrypted connections are let in")
        : isOn ? tr("Encrypt: devices can connect encrypted, and need not")
               : tr("Encrypt: nothing is encrypted");
    m_encryption->setAccessibleName(text);
    m_encryption->setToolTip(trustUrl().isEmpty() || m_hub.authorityFingerprint.isEmpty()
            ? text
            : tr("%1.\nDevices must trust this hub once: open %2 on them.").arg(text, trustUrl()));
}

void ShareBar::showAddress()
{
    // A screen reader reads it out behind the address, if there is one.
    m_address->setPlaceholderText(pageUrl().isEmpty() ? tr("not listening") : QString());
    m_address->setAddress(pageUrl());
    makeRoom();
    updateLarge();
}

} // namespace Signalbox
