// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/mailbox.h"

#include <QSet>

namespace Signalbox {

namespace {

/// Never nothing, so that every letter counts.
qint64 sizeOf(const Mailbox::Letter& letter)
{
    return letter.message.bytes.size() + 1;
}

} // namespace

bool Mailbox::keep(
    const Place& receiver, const Letter& letter, Moment due, const RuleLimits& limits)
{
    const auto known = m_pigeonholes.constFind(receiver);
    const qint64 lying = known == m_pigeonholes.constEnd() ? 0 : known->bytes;
    const qint64 size = sizeOf(letter);
    if (m_count >= limits.mailCount || m_bytes + size > limits.mailBytes
        || lying + size > limits.mailBytesPerReceiver
        || m_bytesOfBlock.value(letter.senderBlock) + size > limits.mailBytesPerAddress
        || m_ofSender.value(letter.senderNumber) >= limits.mailPerSender) {
        return false;
    }
    Pigeonhole& hole = m_pigeonholes[receiver];
    if (hole.letters.isEmpty()) {
        hole.due = due;
        m_due.emplace(hole.due, receiver);
    }
    hole.letters.append(letter);
    hole.bytes += size;
    ++m_ofSender[letter.senderNumber];
    m_bytesOfBlock[letter.senderBlock] += size;
    ++m_count;
    m_bytes += size;
    return true;
}

QList<Mailbox::Letter> Mailbox::take(const Place& receiver)
{
    return m_pigeonholes.contains(receiver) ? takeOut(receiver).letters : QList<Letter>();
}

QList<Mailbox::Return> Mailbox::takeOverdue(Moment now)
{
    QList<Return> returns;
    while (!m_due.empty() && m_due.begin()->first <= now) {
        const Place receiver = m_due.begin()->second;
        const Pigeonhole hole = takeOut(receiver);
        QSet<PeerNumber> told;
        for (const Letter& letter : hole.letters) {
            if (!told.contains(letter.senderNumber)) {
                told.insert(letter.senderNumber);
                returns.append({receiver.first, letter.senderNumber, receiver.second});
            }
        }
    }
    return returns;
}

Mailbox::Pigeonhole Mailbox::takeOut(const Place& receiver)
{
    const Pigeonhole hole = m_pigeonholes.take(receiver);
    auto due = m_due.lower_bound(hole.due);
    while (due->second != receiver) {
        ++due;
    }
    m_due.erase(due);
    for (const Letter& letter : hole.letters) {
        const auto count = m_ofSender.find(letter.senderNumber);
        if (--count.value() == 0) {
            m_ofSender.erase(count);
        }
        const auto bytes = m_bytesOfBlock.find(letter.senderBlock);
        bytes.value() -= sizeOf(letter);
        if (bytes.value() == 0) {
            m_bytesOfBlock.erase(bytes);
        }
    }
    m_count -= int(hole.letters.size());
    m_bytes -= hole.bytes;
    return hole;
}

} // namespace Signalbox
