// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conversations/actor.h"

#include "tests/conversations/names.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>
#include <QtEndian>

#include <algorithm>

namespace Signalbox {

namespace {

/// Far above what any answer takes, for machines that are busy with other things.
constexpr int patienceMs = 20'000;

/// Like QTest::qWaitFor(), which looks only every 10 ms: too seldom for a ping after each line.
template <typename Condition>
bool waitFor(Condition condition)
{
    const QDeadlineTimer deadline(patienceMs);
    QTimer alarm; // ends the wait for events that do not come
    alarm.start(patienceMs);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace

Actor::Actor()
{
    connect(&m_client.tcp(), &QTcpSocket::readyRead, this, &Actor::look);
    connect(&m_client.tcp(), &QTcpSocket::disconnected, this, &Actor::look);
}

bool Actor::open(quint16 port, const QString& path)
{
    const bool opened = m_client.upgrade(port, path.toUtf8());
    look();
    return opened;
}

QString Actor::get(quint16 port, const QString& path)
{
    if (!m_client.connectTo(port)) {
        return QStringLiteral("no connection");
    }
    m_client.write(
        "GET " + path.toUtf8() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    if (!waitFor([this] { return m_client.hasEnded(); })) {
        return QStringLiteral("the connection does not end");
    }
    const QByteArray& answer = m_client.bytes();
    const QByteArray body = answer.mid(answer.indexOf("\r\n\r\n") + 4);
    return QString::fromUtf8(answer.mid(9, 3) + ' ' + body.trimmed());
}

bool Actor::ping(const QByteArray& payload)
{
    if (isOver()) {
        return true;
    }
    m_client.send({.opcode = RawClient::Ping, .payload = payload});
    return waitFor([this, payload] {
        look();
        return m_pong == payload || isOver();
    });
}

bool Actor::close()
{
    if (!isOver()) {
        m_leaving = true;
        m_client.send({.opcode = RawClient::Close, .payload = {}});
    }
    return waitFor([this] {
        look();
        return isOver();
    });
}

std::optional<Heard> Actor::next(Names& names)
{
    std::optional<Heard> heard;
    [[maybe_unused]] const bool came = waitFor([&] {
        heard = nextOfNow(names);
        return heard.has_value();
    });
    return heard;
}

std::optional<Heard> Actor::nextOfNow(Names& names)
{
    look();
    while (!m_heard.isEmpty()) {
        const Heard heard = m_heard.takeFirst();
        const auto may = heard.closeCode != 0
            ? m_may.cend()
            : std::find_if(m_may.cbegin(), m_may.cend(),
                [&](const QString& text) { return names.agree(text, heard.text); });
        if (may == m_may.cend()) {
            return heard;
        }
        m_may.erase(may);
    }
    return {};
}

void Actor::look()
{
    for (; m_seen < m_client.frames().size() && !m_over; ++m_seen) {
        const RawClient::RawFrame frame = m_client.frames()[m_seen];
        switch (frame.opcode) {
        case RawClient::Text:
            m_heard.append({QString::fromUtf8(frame.payload)});
            break;
        case RawClient::Ping:
            m_client.send({.opcode = RawClient::Pong, .payload = frame.payload});
            break;
        case RawClient::Pong:
            m_pong = frame.payload;
            break;
        case RawClient::Close:
            m_over = true;
            if (!m_leaving) {
                m_client.send({.opcode = RawClient::Close, .payload = frame.payload});
                const bool coded = frame.payload.size() >= 2;
                m_heard.append({QString::fromUtf8(frame.payload.mid(2)),
                    coded ? qFromBigEndian<quint16>(frame.payload.constData()) : 1005});
            }
            break;
        default:
            m_heard.append({QStringLiteral("a frame of opcode %1").arg(frame.opcode)});
        }
    }
    if (!m_over && m_client.hasEnded()) {
        m_over = true;
        if (!m_leaving) {
            m_heard.append({QString(), 1006});
        }
    }
}

} // namespace Signalbox
