// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QObject>

#include <functional>

class QLocalServer;
class QLocalSocket;

namespace Signalbox {

/// Listens on a local socket that only this user can reach, and puts one line of JSON from each
/// visitor to somebody who knows an answer, which goes back as another line. Knows nothing of what
/// the lines say. All is bounded: how many visit at once, how long a request is, and how long a
/// visit lasts.
///
/// Thread: main. Owner: Housekeeping.
class CtlServer : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostVisitors = 16;
    static constexpr qint64 MostRequestBytes = 64 * 1024;

    using Reply = std::function<void(const QJsonObject& answer)>;

    /// Answers by calling reply once, at any time; later than the visit lasts is in vain.
    using Answerer = std::function<void(const QJsonObject& request, const Reply& reply)>;

    CtlServer(const QString& socketPath, Answerer answerer, QObject* parent = nullptr);
    ~CtlServer() override;

    /// An English sentence where it cannot listen; empty: it does. Where another one
    /// does already, that stays as it is.
    QString listen();

private:
    void receive();
    void read(QLocalSocket* visitor);
    void answer(QLocalSocket* visitor, const QByteArray& line);
    static void end(QLocalSocket* visitor, const QJsonObject& answer);

    const QString m_socketPath;
    const Answerer m_answerer;
    QLocalServer* m_server;
};

/// The answer to a request that came to nothing.
QJsonObject ctlRefusal(const QString& problem);

} // namespace Signalbox
