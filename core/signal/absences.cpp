// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/absences.h"

#include <QCryptographicHash>

#include <algorithm>
#include <iterator>
#include <utility>

namespace Signalbox {

/// Tokens are looked up by their digest: how long a comparison of digests takes tells nothing that
/// would help to guess a token.
QByteArray Absences::keyOf(const QByteArray& token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

PeerNumber Absences::holderOf(const QByteArray& token) const
{
    return token.isEmpty() || m_holders.isEmpty() ? PeerNumber() : m_holders.value(keyOf(token));
}

void Absences::grant(PeerNumber number, const QByteArray& token)
{
    forgetTokens(number);
    m_tokens.insert(number, {token, {}});
    m_holders.insert(keyOf(token), number);
}

void Absences::passOn(PeerNumber heir, const QByteArray& used, const QByteArray& fresh)
{
    forget(holderOf(used));
    grant(heir, fresh);
    m_tokens[heir].former = used;
    m_holders.insert(keyOf(used), heir);
}

void Absences::forget(PeerNumber number)
{
    forgetTokens(number);
    const auto found = m_places.constFind(number);
    if (found == m_places.constEnd()) {
        return;
    }
    const auto absence = m_away.find(*found);
    QList<Place>& crowd = m_crowds[absence->second.block];
    crowd.erase(std::lower_bound(crowd.begin(), crowd.end(), absence->first));
    if (crowd.isEmpty()) {
        m_crowds.remove(absence->second.block);
    }
    m_away.erase(absence);
    m_places.erase(found);
}

void Absences::forgetTokens(PeerNumber number)
{
    const auto tokens = m_tokens.constFind(number);
    if (tokens == m_tokens.constEnd()) {
        return;
    }
    for (const QByteArray& token : {tokens->current, tokens->former}) {
        if (!token.isEmpty()) {
            m_holders.remove(keyOf(token));
        }
    }
    m_tokens.erase(tokens);
}

void Absences::begin(PeerNumber number, const QString& block, Moment until)
{
    const Place place = m_nextPlace++;
    m_away.emplace(place, Absence{number, block, until});
    m_places.insert(number, place);
    m_crowds[block].append(place);
}

QList<PeerNumber> Absences::all() const
{
    QList<PeerNumber> away;
    for (const auto& [place, absence] : m_away) {
        away.append(absence.number);
    }
    return away;
}

QList<PeerNumber> Absences::firstToGo(qsizetype count) const
{
    return firstToGo(m_crowds, count);
}

QList<PeerNumber> Absences::firstToGo(const QList<PeerNumber>& away, qsizetype count) const
{
    QList<Place> places;
    for (PeerNumber number : away) {
        places.append(m_places.value(number));
    }
    std::sort(places.begin(), places.end());
    Crowds crowds;
    for (Place place : std::as_const(places)) {
        crowds[m_away.at(place).block].append(place);
    }
    return firstToGo(std::move(crowds), count);
}

QList<PeerNumber> Absences::firstToGo(Crowds crowds, qsizetype count) const
{
    QList<PeerNumber> first;
    while (first.size() < count && !crowds.isEmpty()) {
        const auto largest = std::max_element(
            crowds.begin(), crowds.end(), [](const QList<Place>& one, const QList<Place>& other) {
                return one.size() != other.size() ? one.size() < other.size()
                                                  : one.constFirst() > other.constFirst();
            });
        first.append(m_away.at(largest->takeFirst()).number);
        if (largest->isEmpty()) {
            crowds.erase(largest);
        }
    }
    return first;
}

Moment Absences::untilOf(PeerNumber number) const
{
    const auto place = m_places.constFind(number);
    return place == m_places.constEnd() ? Moment() : m_away.at(*place).until;
}

QList<PeerNumber> Absences::present(const QList<PeerNumber>& numbers) const
{
    const auto isGone = [this](PeerNumber number) { return isAway(number); };
    if (m_away.empty() || std::none_of(numbers.begin(), numbers.end(), isGone)) {
        return numbers;
    }
    QList<PeerNumber> there;
    std::remove_copy_if(numbers.begin(), numbers.end(), std::back_inserter(there), isGone);
    return there;
}

QList<PeerNumber> Absences::overdue(Moment now) const
{
    QList<PeerNumber> over;
    for (const auto& [place, absence] : m_away) {
        if (absence.until <= now) {
            over.append(absence.number);
        }
    }
    return over;
}

} // namespace Signalbox
