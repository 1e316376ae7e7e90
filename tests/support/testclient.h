// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QList>
#include <QWebSocket>

namespace Signalbox {

/// A well-behaved client: a QWebSocket that keeps what it hears until the test asks for it.
/// What waits runs the event loop; an object that did not come is an empty one.
///
/// Thread: the test's. Owner: the test.
class TestClient : public QObject
{
    Q_OBJECT

public:
    explicit TestClient(QObject* parent = nullptr);

    QWebSocket& socket() { return m_socket; }

    void beginToConnect(quint16 port, const QString& path = QStringLiteral("/ws"));
    bool connectTo(quint16 port, const QString& path = QStringLiteral("/ws"));

    void send(const QByteArray& json) { m_socket.sendTextMessage(QString::fromUtf8(json)); }

    /// Joins and waits for the answer, which it returns.
    QJsonObject join(const QByteArray& id, const QByteArray& room = {});

    /// The next message of this type; what came before it is dropped.
    QJsonObject expect(const QString& type);

    bool waitForEnd();
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    QList<QJsonObject>& heard() { return m_heard; }

private:
    QWebSocket m_socket;
    QList<QJsonObject> m_heard;
};

} // namespace Signalbox
