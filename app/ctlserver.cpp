// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/ctlserver.h"

#include "core/operation/jsonline.h"

#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;

constexpr auto VisitTime = 5s;

/// Set once the request is whole: what comes after it is not read.
constexpr char Heard[] = "heard";

} // namespace

CtlServer::CtlServer(const QString& socketPath, Answerer answerer, QObject* parent)
    : QObject(parent)
    , m_socketPath(socketPath)
    , m_answerer(std::move(answerer))
    , m_server(new QLocalServer(this))
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &CtlServer::receive);
}

CtlServer::~CtlServer() = default;

QString CtlServer::listen()
{
    constexpr int patienceMs = 200;
    QLocalSocket probe;
    probe.connectToServer(m_socketPath);
    if (probe.waitForConnected(patienceMs)) {
        return QStringLiteral("Another hub listens on %1: ctl will not find this one.")
            .arg(m_socketPath);
    }
    QLocalServer::removeServer(m_socketPath); // left behind by one that did not end well
    return m_server->listen(m_socketPath)
        ? QString()
        : QStringLiteral("Cannot listen on %1 (%2): ctl will not find this hub.")
              .arg(m_socketPath, m_server->errorString());
}

void CtlServer::receive()
{
    while (QLocalSocket* visitor = m_server->nextPendingConnection()) {
        connect(visitor, &QLocalSocket::disconnected, visitor, &QObject::deleteLater);
        // Those that are on their way out do not count for long: they are gone within a turn.
        if (m_server->findChildren<QLocalSocket*>().size() > MostVisitors) {
            end(visitor, ctlRefusal(QStringLiteral("There are too many requests at once.")));
            continue;
        }
        visitor->setReadBufferSize(MostRequestBytes + 1);
        connect(visitor, &QLocalSocket::readyRead, this, [this, visitor] { read(visitor); });
        QTimer::singleShot(VisitTime, visitor, [visitor] {
            end(visitor, ctlRefusal(QStringLiteral("This took too long.")));
            visitor->abort();
        });
        read(visitor);
    }
}

void CtlServer::read(QLocalSocket* visitor)
{
    if (visitor->property(Heard).toBool()) {
        return;
    }
    if (visitor->canReadLine()) {
        visitor->setProperty(Heard, true);
        answer(visitor, visitor->readLine(MostRequestBytes + 1));
    } else if (visitor->bytesAvailable() > MostRequestBytes) {
        visitor->setProperty(Heard, true);
        end(visitor, ctlRefusal(QStringLiteral("The request is longer than 64 KiB.")));
    }
}

void CtlServer::answer(QLocalSocket* visitor, const QByteArray& line)
{
    const QJsonDocument request = QJsonDocument::fromJson(line);
    if (!request.isObject()) {
        end(visitor, ctlRefusal(QStringLiteral("The request is not one JSON object in one line.")));
        return;
    }
    m_answerer(request.object(), [guest = QPointer(visitor)](const QJsonObject& found) {
        if (guest) {
            end(guest, found);
        }
    });
}

void CtlServer::end(QLocalSocket* visitor, const QJsonObject& answer)
{
    visitor->write(jsonLine(answer) + '\n');
    visitor->flush(); // the program may end because of the request
    visitor->disconnectFromServer();
}

QJsonObject ctlRefusal(const QString& problem)
{
    return {{QStringLiteral("ok"), false}, {QStringLiteral("error"), problem}};
}

} // namespace Signalbox
