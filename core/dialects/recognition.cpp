// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/recognition.h"

#include "core/dialects/envelope.h"
#include "core/dialects/languages.h"
#include "core/json/decode.h"
#include "core/json/scan.h"

#include <algorithm>
#include <array>

namespace Signalbox::Recognition {

namespace {

/// Where a part of the path names a language.
struct Mount
{
    QByteArrayView segment;
    bool isLast; ///< the last part; otherwise the first
    qsizetype least; ///< the path has at least so many parts
    Language language;
};

constexpr std::array mounts{
    Mount{"ws", false, 1, Languages::Signalbox},
    Mount{"signalbox", false, 1, Languages::Signalbox},
    Mount{"y", false, 1, Languages::YWebrtc},
    Mount{"gst", false, 1, Languages::GstWebrtc},
    Mount{"gst-simple", false, 1, Languages::GstSimple},
    Mount{"mb", false, 1, Languages::Matchbox},
    Mount{"ldc", false, 2, Languages::DataChannel},
    Mount{"signaling", true, 1, Languages::Ayame},
    Mount{"announce", true, 1, Languages::WebTorrent},
    Mount{"peerjs", true, 1, Languages::PeerJs},
};

/// What the table of messages looks at.
enum Key
{
    Type,
    Action,
    Topics,
    Topic,
    RoomId,
    Id,
    Signal,
    KeyCount
};
constexpr std::array<QByteArrayView, KeyCount> keyNames{
    "type", "action", "topics", "topic", "roomId", "id", "Signal"};

struct Needed
{
    Key key;
    Json::Kind kind;
};

/// A message of a language: what its type says, if that matters, and what else must be in it.
struct Sign
{
    QByteArrayView type; ///< empty: any, or none
    std::optional<Needed> needed;
    Language language;
};

constexpr std::array signs{
    Sign{{}, Needed{Signal, Json::Kind::Object}, Languages::Matchbox},
    Sign{{}, Needed{Action, Json::Kind::String}, Languages::WebTorrent},
    Sign{"subscribe", Needed{Topics, Json::Kind::Array}, Languages::YWebrtc},
    Sign{"unsubscribe", Needed{Topics, Json::Kind::Array}, Languages::YWebrtc},
    Sign{"publish", Needed{Topic, Json::Kind::String}, Languages::YWebrtc},
    Sign{"setProtocolVersion", {}, Languages::GstWebrtc},
    Sign{"setPeerStatus", {}, Languages::GstWebrtc},
    Sign{"list", {}, Languages::GstWebrtc},
    Sign{"listConsumers", {}, Languages::GstWebrtc},
    Sign{"startSession", {}, Languages::GstWebrtc},
    Sign{"register", Needed{RoomId, Json::Kind::String}, Languages::Ayame},
    Sign{"join", {}, Languages::Signalbox},
};

bool fits(const Sign& sign, QByteArrayView text, const Json::Scan& scan)
{
    const Json::Member& type = scan.members[Type];
    if (!sign.type.isEmpty()
        && !(
            type && type.kind == Json::Kind::String && Json::isText(type.value(text), sign.type))) {
        return false;
    }
    if (!sign.needed) {
        return true;
    }
    const Json::Member& member = scan.members[sign.needed->key];
    return member && member.kind == sign.needed->kind;
}

bool isString(const Json::Member& member)
{
    return member && member.kind == Json::Kind::String;
}

} // namespace

std::optional<Language> byPath(const Handshake& handshake)
{
    const QByteArrayList segments = handshake.segments();
    // Its clients put any path of their own before this.
    if (!segments.isEmpty() && segments.constLast() == "peerjs" && handshake.item("key")) {
        return Languages::PeerJs;
    }
    for (const Mount& mount : mounts) {
        if (segments.size() >= mount.least && !segments.isEmpty()
            && (mount.isLast ? segments.constLast() : segments.constFirst()) == mount.segment) {
            return mount.language;
        }
    }
    return handshake.item("next") ? std::optional(Languages::Matchbox) : std::nullopt;
}

std::optional<Language> byMessage(const Handshake& handshake, QByteArrayView text)
{
    if (text.startsWith("HELLO ")) {
        return Languages::GstSimple;
    }
    if (text.trimmed() == "\"KeepAlive\"") {
        return Languages::Matchbox;
    }
    const auto scanned = Envelope::scan(text, keyNames);
    const auto* scan = std::get_if<Json::Scan>(&scanned);
    if (scan == nullptr) {
        return std::nullopt;
    }
    const auto* sign = std::find_if(signs.begin(), signs.end(),
        [text, scan](const Sign& candidate) { return fits(candidate, text, *scan); });
    if (sign != signs.end()) {
        return sign->language;
    }
    if (isString(scan->members[Id]) && !handshake.segments().isEmpty()) {
        return Languages::DataChannel;
    }
    return isString(scan->members[Type]) ? std::optional(Languages::Signalbox) : std::nullopt;
}

QList<Guess> bySilence(const Handshake& handshake)
{
    switch (handshake.segments().size()) {
    case 0:
        return {{Languages::GstWebrtc, true}};
    case 1:
        return {{Languages::DataChannel, false}, {Languages::Matchbox, true}};
    default:
        return {{Languages::DataChannel, false}};
    }
}

} // namespace Signalbox::Recognition
