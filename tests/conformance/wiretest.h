// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/rawclient.h"
#include "tests/support/runninghub.h"
#include "tests/support/testclient.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace Signalbox {

/// What every test of the wire stands on: a hub, a client that does as it likes, and a neighbour in
/// the same room that was there before. Whatever the client did, after each case somebody else
/// comes in, and the neighbour must hear them; and it must have heard nothing of the client's that
/// the case did not ask for.
///
/// Where SIGNALBOX_TEST_WIRE=tls stands in the environment, the client comes over TLS to the same
/// port; the hub reads it in another way then, and the neighbour, who comes in plain, must not
/// notice.
///
/// Knows the hub only from outside. Thread: the test's. Owner: main().
class WireTest : public QObject
{
    Q_OBJECT

protected:
    RunningHub& hub() { return *m_hub; }
    TestClient& neighbour() { return *m_neighbour; }
    RawClient& client() { return *m_client; }

    /// Another hub with a neighbour, in the place of the one that each case begins with.
    void begin(const Limits& limits = RunningHub::quickLimits());

    bool isOverTls() const { return m_tls.encryption != Encryption::Off; }

    /// One that comes as the client does, where one is not enough.
    std::unique_ptr<RawClient> anotherClient() const;

    /// Connects the client, as a WebSocket.
    bool enter() { return client().upgrade(hub().port()); }

    /// The status that these bytes are answered with before the hub ends the connection; 0: none
    /// that is HTTP; -1: it does not end.
    int statusOf(const QByteArray& bytes);

    /// A request for an upgrade, with something else in the place of what is in a good one.
    static QByteArray upgradeWith(const QByteArray& instead, const QByteArray& of);

    /// A message to the room. words: what stands in the string, as JSON.
    static QByteArray message(const QByteArray& words);

    /// A message to the room of so many bytes.
    static QByteArray messageOf(qsizetype size);

    /// What the client's next message said, as the neighbour heard it; nullopt: none came.
    std::optional<QString> heard();

    /// Whether the client, connected still, is heard.
    bool isHeard();

    /// Whether the hub ends the client's connection with this code and then the socket.
    bool isEndedWith(int code);

private Q_SLOTS:
    void initTestCase();
    void init() { begin(); }
    void cleanup();

private:
    QString keep(const QString& name, const QByteArray& text) const;

    QTemporaryDir m_folder;
    TlsSettings m_tls;
    std::unique_ptr<RunningHub> m_hub;
    std::unique_ptr<TestClient> m_neighbour;
    std::unique_ptr<RawClient> m_client;
};

} // namespace Signalbox
