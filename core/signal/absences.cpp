// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/signal/absences.h"

#include <QCryptographicHash>

#include <algorithm>
#include <iterator>

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
    if (m_away.remove(number)) {
        m_absences.removeIf([number](const Absence& one) { return one.number == number; });
    }
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

void Absences::begin(PeerNumber number, Moment until)
{
    m_away.insert(number);
    m_absences.append({number, until});
}

QList<PeerNumber> Absences::all() const
{
    QList<PeerNumber> away;
    for (const Absence& absence : m_absences) {
        away.append(absence.number);
    }
    return away;
}

Moment Absences::untilOf(PeerNumber number) const
{
    const auto found = std::find_if(m_absences.begin(), m_absences.end(),
        [number](const Absence& one) { return one.number == number; });
    return found == m_absences.end() ? Moment() : found->until;
}

QList<PeerNumber> Absences::present(const QList<PeerNumber>& numbers) const
{
    const auto isGone = [this](PeerNumber number) { return isAway(number); };
    if (m_away.isEmpty() || std::none_of(numbers.begin(), numbers.end(), isGone)) {
        return numbers;
    }
    QList<PeerNumber> there;
    std::remove_copy_if(numbers.begin(), numbers.end(), std::back_inserter(there), isGone);
    return there;
}

QList<PeerNumber> Absences::overdue(Moment now) const
{
    QList<PeerNumber> over;
    for (const Absence& absence : m_absences) {
        if (absence.until <= now) {
            over.append(absence.number);
        }
    }
    return over;
}

} // namespace Signalbox
