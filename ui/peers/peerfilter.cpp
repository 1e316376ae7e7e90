// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peerfilter.h"

#include "ui/peers/peertext.h"

#include <algorithm>
#include <array>

namespace Signalbox {

namespace {

struct Field
{
    PeerColumn column;
    QLatin1String name; ///< understood in every language, beside the column's title
};

constexpr std::array fields{
    Field{PeerColumn::Name, QLatin1String("nick")},
    Field{PeerColumn::Name, QLatin1String("name")},
    Field{PeerColumn::Dialect, QLatin1String("protocol")},
    Field{PeerColumn::Dialect, QLatin1String("dialect")}, // as in the log's file
    Field{PeerColumn::Id, QLatin1String("id")},
    Field{PeerColumn::Room, QLatin1String("room")},
    Field{PeerColumn::Address, QLatin1String("address")},
    Field{PeerColumn::State, QLatin1String("state")},
    Field{PeerColumn::Client, QLatin1String("program")},
};

constexpr std::array stateNames{
    QLatin1String("joined"),
    QLatin1String("not joined"),
    QLatin1String("no room"),
    QLatin1String("slow"),
    QLatin1String("refused"),
    QLatin1String("away"),
    QLatin1String("muted"),
    QLatin1String("fast"),
};
static_assert(stateNames.size() == static_cast<size_t>(PeerState::Count));

std::optional<PeerColumn> fieldNamed(QStringView name)
{
    for (const Field& field : fields) {
        if (name.compare(field.name, Qt::CaseInsensitive) == 0
            || name.compare(columnTitle(field.column), Qt::CaseInsensitive) == 0) {
            return field.column;
        }
    }
    return std::nullopt;
}

bool contains(const QString& text, const QString& folded)
{
    return text.contains(folded, Qt::CaseInsensitive);
}

bool anyContains(const QStringList& texts, const QString& folded)
{
    return std::any_of(texts.cbegin(), texts.cend(),
        [&folded](const QString& text) { return contains(text, folded); });
}

bool isState(PeerState state, const QString& folded)
{
    return stateLabel(state).startsWith(folded, Qt::CaseInsensitive)
        || QString(stateNames.at(static_cast<size_t>(state))).startsWith(folded);
}

/// One piece of the typed text: a word, or what stands in quotes.
struct Token
{
    QString text;
    qsizetype colon = -1; ///< where a field's name would end
};

QList<Token> split(const QString& text)
{
    QList<Token> tokens;
    Token token;
    bool quoted = false;
    const auto finish = [&] {
        if (!token.text.isEmpty()) {
            tokens.append(token);
        }
        token = {};
    };
    for (const QChar c : text) {
        if (c == u'"') {
            quoted = !quoted;
            continue;
        }
        if (!quoted && c.isSpace()) {
            finish();
            continue;
        }
        if (!quoted && token.colon < 0 && (c == u':' || c == QChar(0xFF1A))) {
            token.colon = token.text.size();
        }
        token.text += c;
    }
    finish();
    return tokens;
}

} // namespace

PeerFilter PeerFilter::parse(const QString& text)
{
    PeerFilter filter;
    for (const Token& token : split(text)) {
        Term term{std::nullopt, token.text.toCaseFolded()};
        if (token.colon > 0) {
            term.field = fieldNamed(QStringView(token.text).left(token.colon));
            if (term.field) {
                term.text = token.text.mid(token.colon + 1).toCaseFolded();
            }
        }
        // "room:" alone is on its way to become a term.
        if (!term.text.isEmpty()) {
            filter.m_terms.append(term);
        }
    }
    return filter;
}

bool PeerFilter::accepts(const PeerEntry& entry) const
{
    return std::all_of(m_terms.cbegin(), m_terms.cend(),
        [&entry](const Term& term) { return accepts(term, entry); });
}

bool PeerFilter::accepts(const Term& term, const PeerEntry& entry)
{
    if (!term.field) {
        return contains(entry.name, term.text) || contains(entry.id, term.text)
            || contains(entry.dialect, term.text) || anyContains(entry.rooms, term.text)
            || contains(entry.address, term.text) || contains(entry.client, term.text)
            || contains(stateLabel(entry.state), term.text);
    }
    switch (*term.field) {
    case PeerColumn::Name:
        return contains(entry.name, term.text);
    case PeerColumn::Dialect:
        return contains(cellText(entry, PeerColumn::Dialect, {}), term.text);
    case PeerColumn::Id:
        return contains(entry.id, term.text);
    case PeerColumn::Room:
        return anyContains(entry.rooms, term.text);
    case PeerColumn::Address:
        return contains(entry.address, term.text);
    case PeerColumn::Client:
        return contains(entry.client, term.text);
    default:
        return isState(entry.state, term.text);
    }
}

} // namespace Signalbox
