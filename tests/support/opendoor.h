// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/admission/doorman.h"
#include "core/link/wire.h"
#include "core/net/frontdoor.h"
#include "tests/support/manualclock.h"

namespace Signalbox {

/// A front door on 127.0.0.1, on a port of the system's choice, and who came in by it. No rules
/// and no dialect behind it; of the doorman those that hold before anybody decides anything.
///
/// Thread: the test's. Owner: the test.
class OpenDoor : public QObject
{
    Q_OBJECT

public:
    /// A wire, and all that it said.
    struct Guest
    {
        std::unique_ptr<Wire> wire;
        FrontDoor::Caller caller;
        QByteArrayList received;
        QList<std::chrono::microseconds> roundTrips;
        QList<Departure> closed;
    };

    explicit OpenDoor(
        const Limits& limits = {}, const QString& address = QStringLiteral("127.0.0.1"));

    quint16 port() const { return m_door->port(); }
    FrontDoor& door() { return *m_door; }
    ManualClock& clock() { return m_clock; }
    Limits& limits() { return m_limits; } ///< what is changed holds at once
    Doorman& doorman() { return m_doorman; }
    void sayMetrics(const QByteArray& text) { m_metrics = text; }

    std::vector<std::unique_ptr<Guest>>& guests() { return m_guests; }
    bool waitForGuests(size_t count);

    /// The newest guest, which must have come.
    Guest& guest() { return *m_guests.back(); }

    const QList<Rejection>& rejections() const { return m_rejections; }
    const QStringList& rejectedAddresses() const { return m_rejectedAddresses; }
    const QStringList& details() const { return m_details; } ///< of the rejections

private:
    void enter(std::unique_ptr<Wire> wire, const FrontDoor::Caller& caller);

    Limits m_limits;
    ManualClock m_clock;
    Doorman m_doorman{m_clock};
    QByteArray m_metrics;
    std::unique_ptr<FrontDoor> m_door;
    std::vector<std::unique_ptr<Guest>> m_guests;
    QList<Rejection> m_rejections;
    QStringList m_rejectedAddresses;
    QStringList m_details;
};

/// All that a client hears who says this at the door.
QByteArray answerTo(OpenDoor& door, const QByteArray& request);

/// The header by which a page of this site is known.
QByteArray from(const QByteArray& site);

/// An upgrade that names this host.
QByteArray upgradeAt(const QByteArray& host, const QByteArray& moreHeaders = {});

/// The head of a hello of 16 KiB, and as much of that as the door waits for: the handshake begins,
/// and does not go on.
QByteArray stalledHello();

} // namespace Signalbox
