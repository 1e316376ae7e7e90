// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/guides.h"
#include "core/signal/snapshot.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

namespace Signalbox {

/// Makes the snapshots that a hub would make, without one: peers come, change and go by number, and
/// time passes when it is told to.
/// Thread: any one. Owner: a test.
class Snapshots
{
public:
    PeerNumber add(const QString& nick, const RoomName& room = {})
    {
        PeerRow row;
        row.peer.number = static_cast<PeerNumber>(m_next++);
        row.peer.identity
            = {QStringLiteral("id-%1").arg(static_cast<quint64>(row.peer.number)), nick};
        row.peer.rooms = {room};
        row.peer.joined = true;
        row.peer.origin.realm.language = Language{1};
        row.peer.origin.dialect = OwnDialect;
        row.peer.origin.traits = IdentityTrait::Nick | IdentityTrait::Program;
        row.peer.origin.address = QStringLiteral("10.0.0.%1").arg(m_next % 250);
        row.peer.since = m_now;
        m_rows.push_back(row);
        return row.peer.number;
    }

    /// A peer of another dialect, which bears no nick.
    PeerNumber addOf(const Realm& realm, const QString& dialect, const PeerId& id,
        const QList<RoomName>& rooms = {}, IdentityTraits traits = IdentityTrait::Id)
    {
        const PeerNumber number = add({});
        Peer& peer = (*this)[number].peer;
        peer.identity.id = id;
        peer.rooms = rooms;
        peer.origin.realm = realm;
        peer.origin.dialect = dialect;
        peer.origin.traits = traits;
        return number;
    }

    /// A ban by what somebody wrote.
    BanNumber ban(BanRule::Kind kind, const QString& pattern, BanEffect effect, Moment until)
    {
        Ban ban;
        ban.number = BanNumber{++m_lastBan};
        ban.rule = {kind, {}, pattern};
        ban.effect = effect;
        ban.until = until;
        m_bans.push_back(ban);
        return ban.number;
    }

    /// Puts a peer out, and does not let it come back for a while.
    BanNumber refuse(PeerNumber number, const QString& reason, std::chrono::seconds time)
    {
        Ban ban;
        ban.number = BanNumber{++m_lastBan};
        ban.rule.known = (*this)[number].peer;
        ban.reason = reason;
        ban.until = m_now + time;
        m_bans.push_back(ban);
        remove(number);
        return ban.number;
    }

    std::vector<Ban>& bans() { return m_bans; }
    std::vector<Stranger>& strangers() { return m_strangers; }
    bool isPinUnderAttack = false;

    PeerRow& operator[](PeerNumber number)
    {
        return *std::find_if(m_rows.begin(), m_rows.end(),
            [number](const PeerRow& row) { return row.peer.number == number; });
    }

    void remove(PeerNumber number)
    {
        std::erase_if(m_rows, [number](const PeerRow& row) { return row.peer.number == number; });
    }

    std::vector<PeerRow>& rows() { return m_rows; }
    Moment now() const { return m_now; }
    void pass(std::chrono::milliseconds time) { m_now += time; }

    SnapshotPtr take()
    {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->sequence = ++m_sequence;
        snapshot->at = m_now;
        snapshot->startedAt = m_start;
        snapshot->rows = m_rows;
        snapshot->bans = m_bans;
        snapshot->strangers = m_strangers;
        snapshot->isPinUnderAttack = isPinUnderAttack;
        using Place = std::tuple<Language, QByteArray, RoomName, QString>;
        std::map<Place, int> rooms;
        for (const PeerRow& row : m_rows) {
            const Origin& origin = row.peer.origin;
            for (const RoomName& room : row.peer.rooms) {
                ++rooms[{origin.realm.language, origin.realm.key, room, origin.dialect}];
            }
        }
        for (const auto& [place, members] : rooms) {
            const auto& [language, key, room, dialect] = place;
            snapshot->rooms.push_back({{language, key}, dialect, room, members});
        }
        return snapshot;
    }

private:
    std::vector<PeerRow> m_rows;
    std::vector<Ban> m_bans;
    std::vector<Stranger> m_strangers;
    quint64 m_lastBan = 0;
    quint64 m_next = 1;
    quint64 m_sequence = 0;
    Moment m_start{std::chrono::hours(1)};
    Moment m_now{std::chrono::hours(2)};
};

} // namespace Signalbox
