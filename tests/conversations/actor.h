// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/rawclient.h"

#include <QStringList>

#include <optional>

namespace Signalbox {

class Names;

/// What a server did to a client: said something, or closed the connection.
struct Heard
{
    QString text; ///< or the reason
    int closeCode = 0; ///< 1005: none was given; 1006: the connection ended without a goodbye
};

/// One client of a scene: does what it is told, answers pings and goodbyes, and keeps the rest
/// until it is asked for. What waits runs the event loop.
///
/// Thread: the test's. Owner: the player.
class Actor : public QObject
{
    Q_OBJECT

public:
    Actor();

    bool open(quint16 port, const QString& path);
    QString get(quint16 port, const QString& path);
    void say(const QString& text) { m_client.sendText(text.toUtf8()); }
    /// This may come, once; whoever waits for the next is not told of it.
    void may(const QString& text) { m_may.append(text); }
    /// Whether the server has answered, or has ended the connection.
    bool ping(const QByteArray& payload);
    /// Says goodbye; whether the connection ended.
    bool close();

    /// The next that came, or nothing in time.
    std::optional<Heard> next(Names& names);
    /// The next of what has come.
    std::optional<Heard> nextOfNow(Names& names);

private:
    void look();
    bool isOver() const { return m_over || m_client.hasEnded(); }

    RawClient m_client;
    QStringList m_may;
    QByteArray m_pong;
    QList<Heard> m_heard;
    qsizetype m_seen = 0;
    bool m_over = false; ///< the server has said goodbye, or the connection has ended
    bool m_leaving = false;
};

} // namespace Signalbox
