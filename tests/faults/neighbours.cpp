// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/neighbours.h"

namespace Signalbox {

bool Neighbours::comeTo(quint16 port)
{
    return m_ann.connectTo(port, m_path) && !m_ann.join("ann-" + m_room, m_room).isEmpty()
        && m_bob.connectTo(port, m_path) && !m_bob.join("bob-" + m_room, m_room).isEmpty();
}

bool Neighbours::talk()
{
    return tell(m_ann, m_bob, "bob-" + m_room) && tell(m_bob, m_ann, "ann-" + m_room);
}

bool Neighbours::tell(TestClient& from, TestClient& to, const QByteArray& receiver)
{
    const int words = ++m_words;
    from.send("{\"type\":\"said\",\"receiverId\":\"" + receiver
        + "\",\"words\":" + QByteArray::number(words) + '}');
    return to.expect(QStringLiteral("said")).value(u"words").toInt() == words;
}

} // namespace Signalbox
