// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"

#include <QObject>
#include <QSet>

namespace Signalbox {

class Hub;
class HubControl;
class MessageBar;

/// Asks the owner about web pages that the hub does not know: one at a time, each until it is
/// answered, so that no question changes under the pointer.
///
/// Thread: GUI. Owner: Decisions.
class Strangers : public QObject
{
    Q_OBJECT

public:
    Strangers(Hub& hub, HubControl& control, MessageBar& bar, QObject* parent = nullptr);

    void apply(const SnapshotPtr& snapshot);

Q_SIGNALS:
    /// A sentence about what has been done.
    void said(const QString& sentence);

private:
    void ask(const Stranger& stranger, int others);
    void allow(const Stranger& stranger);
    void ignore(const Stranger& stranger);
    void close();

    Hub& m_hub;
    HubControl& m_control;
    MessageBar& m_bar;
    QString m_asked; ///< about whom; empty: about nobody
    QSet<QString> m_answered; ///< as long as the hub still shows them
};

} // namespace Signalbox
