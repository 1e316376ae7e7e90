// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/ctlserver.h"
#include "core/hub.h"

#include <QObject>

#include <functional>

namespace Signalbox {

/// Answers what people ask of a running hub with "ctl", and does what they order. An answer is as
/// of after the question, holds what an order has brought about, and says of bans that they hold
/// once they are on the disk.
///
/// Thread: main. Owner: Housekeeping.
class CtlDesk : public QObject
{
    Q_OBJECT

public:
    explicit CtlDesk(Hub& hub, QObject* parent = nullptr);

    void handle(const QJsonObject& request, const CtlServer::Reply& reply);

Q_SIGNALS:
    void stopRequested();

private:
    /// What is to be done with how things stand.
    using Deed = std::function<void(const Snapshot& snapshot)>;

    void survey(const Deed& deed);
    void answerWithBans(const CtlServer::Reply& reply);
    void kick(const QJsonObject& request, const CtlServer::Reply& reply);
    void ban(const QJsonObject& request, const CtlServer::Reply& reply);
    void banPeers(const QJsonObject& request, const BanOrder& order, const CtlServer::Reply& reply);
    void unban(const QJsonObject& request, const CtlServer::Reply& reply);

    Hub& m_hub;
};

} // namespace Signalbox
