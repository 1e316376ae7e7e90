// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QObject>

namespace Signalbox {

class Actions;
class HubControl;
class MessageBar;

/// Six digits that nobody can guess, from the system's source of randomness.
QString newPin();

/// As people read and dictate it: "123 456".
QString spacedPin(const QString& pin);

/// Whether those who come in are asked for a PIN: turns that on and off, makes another one, and
/// proposes to when somebody guesses.
///
/// Thread: GUI. Owner: Decisions.
class PinAsking : public QObject
{
    Q_OBJECT

public:
    PinAsking(HubControl& control, Actions& actions, MessageBar& bar, QObject* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);

Q_SIGNALS:
    void said(const QString& sentence);

private:
    void setPin(const QString& pin);
    void showAttack(bool isUnderAttack);
    void updateActions();

    HubControl& m_control;
    Actions& m_actions;
    MessageBar& m_bar;
    bool m_isUnderAttack = false;
};

} // namespace Signalbox
