// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/handshake.h"
#include "core/signal/command.h"
#include "core/signal/event.h"
#include "core/signal/realmpolicy.h"

#include <QByteArrayView>

#include <chrono>
#include <memory>
#include <optional>
#include <variant>

namespace Signalbox {

/// What one message of a peer means: a wish, or why it is none.
using Reading = std::variant<Command, Fault>;

/// What the rules know of a peer and some languages need to read it: the same words mean one thing
/// in a session and another outside. Asked only where it matters.
class Standing
{
public:
    virtual bool isPaired() const = 0;
    virtual bool isInRoom() const = 0;
    virtual bool isCalled(const PeerId&) const { return false; }

protected:
    ~Standing() = default;
};

/// Understands what one peer says. May remember things about that one link, and dies with it.
///
/// Thread: the I/O thread. Owner: the link.
class DialectReader
{
public:
    virtual ~DialectReader() = default;

    /// text: one whole message, at most Limits::messageBytes, of any content.
    virtual Reading read(QByteArrayView text, const Standing& standing) = 0;

    /// Which version of its language the peer speaks, below Dialect::versions().
    virtual int version() const { return 0; }

    /// How many messages named somebody else as their sender, in a language that sees it without
    /// looking for it.
    virtual quint64 foreignSenders() const { return 0; }
};

/// What a handshake means in a language.
struct Opening
{
    std::unique_ptr<DialectReader> reader; ///< always there
    QByteArray realmKey; ///< Realm::key
    std::optional<Reading> first; ///< what the peer says by connecting at all
};

/// How a connection is closed (RFC 6455 section 7.4).
struct Closing
{
    quint16 code = 1000;
    QString reason; ///< any length; the close frame carries what fits
};

/// What the owner sets once and several languages can carry.
struct DialectSettings
{
    QByteArray iceServers; ///< a JSON array of RTCIceServer objects (W3C WebRTC); empty: none set
};

/// One wire language. Translates, and decides nothing: no routing, no rules, no sockets.
/// Without changing state, so that one frame serves all recipients of an event.
///
/// Thread: the I/O thread. Owner: the table of dialects; outlives all links.
class Dialect
{
public:
    virtual ~Dialect() = default;

    virtual QString name() const = 0; ///< for the window
    virtual RealmPolicy policy() const = 0;

    /// A fresh id for a peer to which the client gives none; the rules ask again if it is in use.
    virtual PeerId freshId() const;

    virtual Opening open(const Handshake& handshake) const = 0;

    /// The event as a text message in UTF-8, in a version of the language; empty where it has no
    /// word for it.
    virtual QByteArray write(const Event& event, int version) const = 0;

    /// Events that versions of the language write differently are written once for each.
    virtual int versions() const { return 1; }

    /// How a connection ends after this, where the language has codes of its own; nullopt: with
    /// the hub's (link/closecodes.h).
    virtual std::optional<Closing> closing(const Ended& ended) const;

    /// What the hub has to say by itself from time to time to speakers of a version, and how often;
    /// none: an empty text.
    struct Pulse
    {
        QByteArray text;
        std::chrono::milliseconds every{0};
    };
    virtual Pulse pulse(int version) const;
};

} // namespace Signalbox
