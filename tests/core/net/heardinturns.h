// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/link/wire.h"
#include "tests/support/rawclient.h"

#include <algorithm>

namespace Signalbox {

/// A hundred messages of one size, each another one, and the frames in which they come.
struct HundredMessages
{
    HundredMessages(quint8 opcode, qsizetype size)
    {
        for (int i = 0; i < 100; ++i) {
            texts.append(QByteArray::number(i).leftJustified(size, 'x'));
            frames += RawClient::encode({.opcode = opcode, .payload = texts.last()});
        }
    }

    QByteArrayList texts;
    QByteArray frames;
};

/// Counts how many messages of a wire are heard in one turn of the event loop.
///
/// Thread: the test's. Owner: the test.
class HeardInOneTurn : public QObject
{
public:
    explicit HeardInOneTurn(Wire& wire)
    {
        connect(&wire, &Wire::received, this, [this] {
            if (m_inThisTurn++ == 0) {
                QMetaObject::invokeMethod(
                    this, [this] { m_inThisTurn = 0; }, Qt::QueuedConnection);
            }
            m_most = std::max(m_most, m_inThisTurn);
        });
    }

    qsizetype most() const { return m_most; }

private:
    qsizetype m_inThisTurn = 0;
    qsizetype m_most = 0;
};

} // namespace Signalbox
