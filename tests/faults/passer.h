// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSslSocket>

#include <memory>

namespace Signalbox {

/// Somebody who comes, goes through rooms and goes, in one of many ways. No event loop: with that
/// the crowd would take longer than the hub does.
///
/// Thread: the test's. Owner: the test.
class Passer
{
public:
    enum class Wire
    {
        Plain,
        Tls,
    };

    static constexpr int RoomsOfEach = 10;

    /// Asks to be let in at once.
    explicit Passer(quint16 port, Wire wire = Wire::Plain);
    ~Passer(); ///< without a goodbye: a reset
    Passer(const Passer&) = delete;
    Passer& operator=(const Passer&) = delete;

    bool isLetIn() { return hear("\r\n\r\n", 1) && m_heard.startsWith("HTTP/1.1 101 "); }

    void passThrough(); ///< joins and leaves each of the rooms
    bool hasPassed() { return hear("\"joined\"", RoomsOfEach); }

    /// Joins a room; the secret by which it may come back, empty: it was not let in.
    QByteArray join(const QByteArray& resume = {});
    bool isBack() const { return m_heard.contains("\"resumed\":true"); }

    void send(const QByteArray& bytes);
    void endWriting(); ///< says that nothing more comes
    bool waitForEnd(); ///< until the hub has ended it

private:
    bool read();
    bool hear(const char* words, int times);

    int m_socket = -1;
    std::unique_ptr<QSslSocket> m_secure;
    QByteArray m_heard;
};

} // namespace Signalbox
