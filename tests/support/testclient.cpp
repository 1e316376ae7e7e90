// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/testclient.h"

#include "tests/support/waiting.h"

#include <QJsonDocument>

namespace Signalbox {

TestClient::TestClient(QObject* parent)
    : QObject(parent)
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString& text) {
        m_heard.append(QJsonDocument::fromJson(text.toUtf8()).object());
    });
}

void TestClient::beginToConnect(quint16 port, const QString& path)
{
    m_socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1%2").arg(port).arg(path)));
}

bool TestClient::connectTo(quint16 port, const QString& path)
{
    beginToConnect(port, path);
    return waitUntil([this] { return isOpen(); });
}

QJsonObject TestClient::join(const QByteArray& id, const QByteArray& room)
{
    send("{\"type\":\"join\",\"id\":\"" + id + "\",\"room\":\"" + room + "\"}");
    return expect(QStringLiteral("joined"));
}

QJsonObject TestClient::expect(const QString& type)
{
    QJsonObject found;
    const bool came = waitUntil([this, &found, &type] {
        while (!m_heard.isEmpty()) {
            found = m_heard.takeFirst();
            if (found.value(QLatin1String("type")).toString() == type) {
                return true;
            }
        }
        return false;
    });
    return came ? found : QJsonObject();
}

bool TestClient::waitForEnd()
{
    return waitUntil([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
}

} // namespace Signalbox
