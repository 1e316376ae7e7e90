// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/testclient.h"

namespace Signalbox {

/// Two decent peers in a room of their own, who must not notice what is done to the hub.
///
/// Thread: the test's. Owner: the test.
class Neighbours
{
public:
    /// room: where they are, and a part of their names.
    explicit Neighbours(
        const QByteArray& room = "neighbours", const QString& path = QStringLiteral("/ws"))
        : m_room(room)
        , m_path(path)
    { }

    bool comeTo(quint16 port);

    /// Whether each hears what the other says to it.
    bool talk();

private:
    bool tell(TestClient& from, TestClient& to, const QByteArray& receiver);

    QByteArray m_room;
    QString m_path;
    TestClient m_ann;
    TestClient m_bob;
    int m_words = 0;
};

} // namespace Signalbox
