// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/rawclient.h"

#include <memory>
#include <vector>

namespace Signalbox {

/// Many who come at once, each by a nick of its own: "guest-0", "guest-1" and so on, fifty to a
/// room. They read all that they are told and answer no pings. What waits runs the event loop.
///
/// Thread: the test's. Owner: the test.
class Crowd
{
public:
    /// address: from where they come.
    explicit Crowd(int size, const QString& address = QStringLiteral("127.0.0.2"));

    /// Sets out all who are not connected, again and again; whether everybody has joined.
    bool comeTo(quint16 port);

    /// The same, once and without waiting.
    bool step(quint16 port);

    /// Ends all connections without a goodbye.
    void vanish();

    static QString nick(size_t guest);
    size_t size() const { return m_guests.size(); }
    RawClient& at(size_t guest) { return *m_guests.at(guest).client; }
    int open() const; ///< how many connections are
    bool hasEnded() const { return open() == 0; }

    /// How many have heard that these words, and this code, were their end.
    int heardAtTheEnd(const QByteArray& words, quint16 code) const;

private:
    struct Guest
    {
        std::unique_ptr<RawClient> client;
        bool asked = false;
        bool joined = false;
    };

    void setOut(Guest& guest, quint16 port);

    QString m_address;
    std::vector<Guest> m_guests;
};

} // namespace Signalbox
