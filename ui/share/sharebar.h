// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/signal/snapshot.h"

#include <QPointer>
#include <QString>
#include <QWidget>

class QActionGroup;
class QLabel;
class QMenu;
class QToolButton;

namespace Signalbox {

class Actions;
class AddressField;
class EncryptionMenu;
class LargeView;
class UiState;

/// The top of the window: whether the hub runs, and what others must type to reach it. Which of
/// several addresses that is can be chosen, and the choice is kept while that address exists.
///
/// Thread: GUI. Owner: the main window.
class ShareBar : public QWidget
{
    Q_OBJECT

public:
    ShareBar(const Actions& actions, UiState& state, QWidget* parent = nullptr);

    void setHub(const HubState& state);
    void setTotals(const QString& totals);

    void setConfig(const HubConfig& config);

    QString pageUrl() const; ///< empty while the hub does not listen
    QString inviteUrl() const; ///< the same with the PIN behind it, which no server is sent
    QString trustUrl() const; ///< where devices learn to trust the hub
    const Endpoint* shared() const; ///< whose address is shown; nullptr: the hub does not listen
    void copyUrl() const;
    void enter();

    /// Shows how programs of each dialect reach the hub under this address.
    void showGuides();

    /// A window for the wall: what to type and what to scan, and nothing about anybody.
    void showToAll();

    /// The choice of encryption, for other places.
    EncryptionMenu* encryptionMenu() const { return m_encryptionMenu; }

Q_SIGNALS:
    /// Another address is the one to share.
    void pageUrlChanged();

    void encryptionChosen(Signalbox::Encryption encryption);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* makeAddressButton();
    QToolButton* makeEncryptionButton();
    void fillAddressMenu();
    void choose(const Endpoint& endpoint);
    Endpoint::Transport transport() const;
    void showState();
    void showAddress();
    void showEncryption();
    void makeRoom();
    void updateLarge();

    UiState& m_state;
    HubState m_hub;
    QString m_pin;
    QString m_chosen; ///< address of the endpoint to prefer; empty: the hub's first
    QToolButton* m_toggle;
    QLabel* m_stateIcon;
    QLabel* m_stateText;
    AddressField* m_address;
    QLabel* m_pinText;
    QToolButton* m_addressButton;
    QMenu* m_addressMenu;
    QActionGroup* m_addressGroup;
    EncryptionMenu* m_encryptionMenu;
    QToolButton* m_encryption;
    QToolButton* m_copy;
    QToolButton* m_connect;
    QToolButton* m_enlarge;
    QLabel* m_totals;
    QPointer<LargeView> m_large; ///< nullptr: closed
};

} // namespace Signalbox
