// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"
#include "core/signal/snapshot.h"
#include "ui/givensettings.h"

#include <QObject>

class QWidget;

namespace Signalbox {

class Actions;
class AddressNews;
class Hub;
class HubControl;
class MessageBar;
class PinAsking;
class ShareBar;
class Strangers;
class UiState;

/// The wiring of what the owner decides about the hub itself: encryption, the PIN, strangers, its
/// address, and all settings.
///
/// Thread: GUI. Owner: the main window.
class Decisions : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Hub& hub;
        HubControl& control;
        Actions& actions;
        ShareBar& share;
        MessageBar& messages;
        UiState& state;
    };

    Decisions(const Parts& parts, QWidget& window);

    void apply(const SnapshotPtr& snapshot);
    void onStateChanged(const HubState& state);
    void setGiven(const GivenSettings& given);

Q_SIGNALS:
    void said(const QString& sentence);
    void givenChanged(const Signalbox::GivenSettings& given);

private:
    void setEncryption(Encryption encryption);
    void explainTrust();
    void openSettings();
    void showTroubles(const HubState& state);

    Parts m_parts;
    QWidget& m_window;
    PinAsking* m_pin;
    Strangers* m_strangers;
    AddressNews* m_addressNews;
    HubState m_hub;
    GivenSettings m_given;
};

} // namespace Signalbox
