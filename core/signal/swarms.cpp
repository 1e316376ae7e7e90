// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/swarms.h"

#include <algorithm>

namespace Signalbox {

Swarms::Swarms(Choice choose)
    : m_choose(std::move(choose))
{ }

void Swarms::announce(const Place& swarm, const PeerId& as, PeerNumber number, bool complete)
{
    Swarm& crowd = m_swarms[swarm];
    const auto known = crowd.places.constFind(as);
    if (known == crowd.places.constEnd()) {
        crowd.places.insert(as, crowd.participants.size());
        crowd.participants.push_back({as, number, complete});
        crowd.complete += complete ? 1 : 0;
        m_of[number].append({swarm.second, as});
        return;
    }
    Participant& participant = crowd.participants[known.value()];
    crowd.complete += (complete ? 1 : 0) - (participant.complete ? 1 : 0);
    participant.complete = complete;
    if (participant.number != number) {
        const auto former = m_of.find(participant.number);
        former->removeOne({swarm.second, as});
        if (former->isEmpty()) {
            m_of.erase(former);
        }
        participant.number = number;
        m_of[number].append({swarm.second, as});
    }
}

void Swarms::withdraw(const Place& swarm, const PeerId& as, PeerNumber number)
{
    if (number != PeerNumber() && find(swarm, as) == number) {
        drop(swarm, as);
    }
}

void Swarms::withdrawAll(const Realm& realm, PeerNumber number)
{
    const QList<std::pair<RoomName, PeerId>> all = m_of.value(number);
    for (const auto& [swarm, as] : all) {
        drop({realm, swarm}, as);
    }
}

void Swarms::drop(const Place& swarm, const PeerId& as)
{
    Swarm& crowd = m_swarms[swarm];
    const size_t place = crowd.places.take(as);
    const Participant gone = crowd.participants[place];
    if (place + 1 != crowd.participants.size()) {
        crowd.participants[place] = std::move(crowd.participants.back());
        crowd.places[crowd.participants[place].id] = place;
    }
    crowd.participants.pop_back();
    crowd.complete -= gone.complete ? 1 : 0;
    if (crowd.participants.empty()) {
        m_swarms.remove(swarm);
    }
    const auto of = m_of.find(gone.number);
    of->removeOne({swarm.second, as});
    if (of->isEmpty()) {
        m_of.erase(of);
    }
}

bool Swarms::takesPart(const Place& swarm, PeerNumber number) const
{
    const QList<std::pair<RoomName, PeerId>> all = m_of.value(number);
    return std::any_of(
        all.begin(), all.end(), [&swarm](const auto& part) { return part.first == swarm.second; });
}

PeerNumber Swarms::find(const Place& swarm, const PeerId& as) const
{
    const auto crowd = m_swarms.constFind(swarm);
    if (crowd == m_swarms.constEnd() || !crowd->places.contains(as)) {
        return {};
    }
    return crowd->participants[crowd->places.value(as)].number;
}

QList<PeerNumber> Swarms::some(const Place& swarm, const PeerId& butNot, qsizetype count) const
{
    const auto crowd = m_swarms.constFind(swarm);
    if (crowd == m_swarms.constEnd()) {
        return {};
    }
    const auto self = crowd->places.constFind(butNot);
    const qsizetype all = qsizetype(crowd->participants.size());
    const bool hasSelf = self != crowd->places.constEnd();
    const qsizetype others = hasSelf ? all - 1 : all;
    count = std::min(count, others);
    // Robert Floyd's sample: each choice of so many is equally likely, and costs as many draws.
    QList<qsizetype> chosen;
    for (qsizetype top = others - count; top < others; ++top) {
        const qsizetype drawn = m_choose(top + 1);
        chosen.append(chosen.contains(drawn) ? top : drawn);
    }
    QList<PeerNumber> numbers;
    for (qsizetype place : std::as_const(chosen)) {
        const bool isBehindSelf = hasSelf && size_t(place) >= self.value();
        numbers.append(crowd->participants[size_t(place) + (isBehindSelf ? 1 : 0)].number);
    }
    return numbers;
}

Counted::Swarm Swarms::count(const Place& swarm) const
{
    const auto crowd = m_swarms.constFind(swarm);
    if (crowd == m_swarms.constEnd()) {
        return {swarm.second, 0, 0};
    }
    return {swarm.second, crowd->complete, int(crowd->participants.size()) - crowd->complete};
}

} // namespace Signalbox
