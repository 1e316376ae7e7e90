// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/signal/snapshot.h"

#include <QString>
#include <QWidget>

class QActionGroup;
class QLabel;
class QMenu;
class QToolButton;

namespace Signalbox {

class Actions;
class AddressField;
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

    QString pageUrl() const; ///< empty while the hub does not listen
    void copyUrl() const;
    void enter();

    /// Shows how programs of each dialect reach the hub under this address.
    void showGuides();

Q_SIGNALS:
    /// Another address is the one to share.
    void pageUrlChanged();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* makeAddressButton();
    void fillAddressMenu();
    void choose(const Endpoint& endpoint);
    const Endpoint* shared() const;
    void showState();
    void showAddress();

    UiState& m_state;
    HubState m_hub;
    QString m_chosen; ///< address of the endpoint to prefer; empty: the hub's first
    QToolButton* m_toggle;
    QLabel* m_stateIcon;
    QLabel* m_stateText;
    AddressField* m_address;
    QToolButton* m_addressButton;
    QMenu* m_addressMenu;
    QActionGroup* m_addressGroup;
    QToolButton* m_copy;
    QToolButton* m_connect;
    QLabel* m_totals;
};

} // namespace Signalbox
