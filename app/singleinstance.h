// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLockFile>
#include <QObject>

class QLocalServer;

namespace Signalbox {

/// Sees to it that a profile has one window: the first start keeps a lock and listens on a local
/// socket that only this user can reach; a later start knocks there and goes. Nothing is read from
/// who knocks.
///
/// Thread: main. Owner: runWindow().
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    enum class Claim
    {
        First,
        OtherRaised, ///< there is a window, and it was asked to come to the front
        OtherSilent, ///< there is one, and it cannot be reached
    };

    explicit SingleInstance(const QString& socketPath, QObject* parent = nullptr);
    ~SingleInstance() override;

    /// Called once.
    Claim claim();

Q_SIGNALS:
    /// Somebody started the program again.
    void raiseRequested();

private:
    void listen();
    bool knock() const;
    void answerKnocks();

    const QString m_socketPath;
    QLockFile m_lock;
    QLocalServer* m_server = nullptr;
};

} // namespace Signalbox
