// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/desk.h"

#include "core/link/closecodes.h"

#include <QCoreApplication>

namespace Signalbox {

Desk::Desk(const Handshake& handshake, PinGate::TryPin tryPin, const PinGate::Ticket& ticket)
    : core(clock,
        {[this](Language) { return QStringLiteral("auto%1").arg(++m_lastId); },
            [](qsizetype) { return 0; },
            [this] { return QByteArray("token") + QByteArray::number(++m_lastToken); }},
        dialects.policies())
{
    auto fake = std::make_unique<FakeWire>();
    wire = fake.get();
    link = std::make_unique<Link>(PeerNumber(1), std::move(fake), handshake,
        Link::Surroundings{core, clock, limits, budget, tap, dialects, std::move(tryPin)}, ticket);
    connect(&core, &SignalCore::deliver, this, &Desk::deliver);
    connect(&core, &SignalCore::departed, this,
        [this](const Peer&, Departure why, const QString&) { departures.append(why); });
    connect(&core, &SignalCore::refused, this,
        [this](const Peer&, const Fault& fault) { faults.append(fault.code); });
    core.open(PeerNumber(1), {});
    isToBeGreeted = link->begin();
}

void Desk::pass(std::chrono::seconds time)
{
    for (; time.count() > 0; --time) {
        clock.advance(std::chrono::seconds(1));
        link->sweep(clock.now());
        QCoreApplication::processEvents();
    }
}

void Desk::bring(int others)
{
    for (int i = 0; i < others; ++i) {
        const PeerNumber number{quint64(i) + 2};
        core.open(number, {});
        core.settle(number, {Languages::Signalbox, {}}, {});
    }
}

void Desk::deliver(const Event& event, Language language, const QList<PeerNumber>& recipients)
{
    const Dialect& dialect = dialects.at(language);
    const QByteArray text = dialect.write(event, link->version());
    const Frame frame = text.isEmpty() ? Frame() : Frame::fromText(text);
    const bool isForPeer = recipients.contains(PeerNumber(1));
    budget.countSent(frame.bytes().size() * (recipients.size() - (isForPeer ? 1 : 0)));
    if (!isForPeer) {
        return;
    }
    if (const auto* ended = std::get_if<Ended>(&event)) {
        const QString reason = ended->reason.isEmpty() ? closeReason(ended->why) : ended->reason;
        link->end(
            dialect.closing(*ended).value_or(Closing{closeCode(ended->why, ended->fault), reason}),
            frame);
    } else {
        link->send(frame);
    }
}

} // namespace Signalbox
