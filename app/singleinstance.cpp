// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/singleinstance.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QThread>

namespace Signalbox {

namespace {

/// A first start that has the lock listens a moment later.
constexpr int knocks = 20;
constexpr unsigned long betweenKnocksMs = 100;

} // namespace

SingleInstance::SingleInstance(const QString& socketPath, QObject* parent)
    : QObject(parent)
    , m_socketPath(socketPath)
    , m_lock(socketPath + QStringLiteral(".lock"))
{
    m_lock.setStaleLockTime(0); // stale only when its owner is dead, never by age
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Claim SingleInstance::claim()
{
    if (!m_lock.tryLock() && m_lock.error() == QLockFile::LockFailedError) {
        return knock() ? Claim::OtherRaised : Claim::OtherSilent;
    }
    // Without a place for the lock there is a window all the same, only not a single one.
    listen();
    return Claim::First;
}

void SingleInstance::listen()
{
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::answerKnocks);
    if (m_lock.isLocked()) {
        QLocalServer::removeServer(m_socketPath); // left behind by one that did not end well
    }
    if (!m_server->listen(m_socketPath)) {
        qWarning("Cannot listen on %s: a second start will not find this window.",
            qUtf8Printable(m_socketPath));
    }
}

bool SingleInstance::knock() const
{
    for (int attempt = 0; attempt < knocks; ++attempt) {
        QLocalSocket socket;
        socket.connectToServer(m_socketPath);
        if (socket.waitForConnected(1000)) {
            return true;
        }
        QThread::msleep(betweenKnocksMs);
    }
    return false;
}

void SingleInstance::answerKnocks()
{
    while (QLocalSocket* visitor = m_server->nextPendingConnection()) {
        visitor->deleteLater();
        Q_EMIT raiseRequested();
    }
}

} // namespace Signalbox
