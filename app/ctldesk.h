// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/ctlserver.h"
#include "core/hub.h"

#include <QObject>

#include <vector>

namespace Signalbox {

/// Answers what people ask of a running hub with "ctl", and does what they order. An answer is as
/// of after the question, and holds what an order has brought about. A hub that nobody has asked
/// yet is not made to count its peers.
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
    /// What is to be done once a snapshot tells how things stand.
    using Deed = std::function<void(const Snapshot& snapshot)>;
    struct Waiting
    {
        Moment since;
        Deed deed;
    };

    void whenKnown(const Deed& deed);
    void whenDone(const Deed& deed); ///< once what was ordered is done as well
    void onSnapshot(const SnapshotPtr& snapshot);
    void kick(const QJsonObject& request, const CtlServer::Reply& reply);
    void ban(const QJsonObject& request, const CtlServer::Reply& reply);
    void banPeers(const QJsonObject& request, const BanOrder& order, const CtlServer::Reply& reply);
    void unban(const QJsonObject& request, const CtlServer::Reply& reply);

    Hub& m_hub;
    std::vector<Waiting> m_waiting;
};

} // namespace Signalbox
