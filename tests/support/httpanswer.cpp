// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/httpanswer.h"

#include <QTcpSocket>
#include <QTest>

namespace Signalbox {

HttpAnswer ask(const QUrl& hub, const QByteArray& request)
{
    QTcpSocket socket;
    socket.connectToHost(hub.host(), static_cast<quint16>(hub.port()));
    socket.write(request);
    const bool closed = QTest::qWaitFor(
        [&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 20'000);
    const QByteArray bytes = socket.readAll();
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    HttpAnswer answer;
    if (!closed || headEnd < 0 || !bytes.startsWith("HTTP/1.1 ")) {
        qWarning("Not an answer: %s", bytes.constData());
        return answer;
    }
    answer.status = bytes.mid(9, 3).toInt();
    answer.body = bytes.mid(headEnd + 4);
    const QList<QByteArray> lines = bytes.left(headEnd).split('\n').mid(1);
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    return answer;
}

HttpAnswer get(const QUrl& hub, const QByteArray& path)
{
    return ask(hub,
        "GET " + path + " HTTP/1.1\r\nHost: " + hub.authority().toUtf8()
            + "\r\nAccept: */*\r\n\r\n");
}

} // namespace Signalbox
