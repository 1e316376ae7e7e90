// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/desk.h"

#include "core/link/closecodes.h"

#include <QCoreApplication>

namespace Signalbox {

Desk::Desk(const Handshake& handshake)
    : core(clock,
        {[this](Language) { return QStringLiteral("auto%1").arg(++m_lastId); },
            [](qsizetype) { return 0; }},
        dialects.policies())
{
    auto fake = std::make_unique<FakeWire>();
    wire = fake.get();
    link = std::make_unique<Link>(PeerNumber(1), std::move(fake), handshake,
        Link::Surroundings{core, clock, limits, budget, tap, dialects});
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

void Desk::deliver(const Event& event, Language language, const QList<PeerNumber>& recipients)
{
    if (!recipients.contains(PeerNumber(1))) {
        return;
    }
    const Dialect& dialect = dialects.at(language);
    const QByteArray text = dialect.write(event, link->version());
    const Frame frame = text.isEmpty() ? Frame() : Frame::fromText(text);
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
