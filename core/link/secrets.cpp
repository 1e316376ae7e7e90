// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/secrets.h"

#include <algorithm>
#include <iterator>

namespace Signalbox {

namespace {

/// Our own and Ayame's PIN; what lets our own peers come back; what PeerJS, and others by the same
/// names, prove themselves with; how a relay is paid for.
constexpr QByteArrayView secretNames[] = {"pin", "resume", "signalingKey", "key", "authnMetadata",
    "token", "password", "passcode", "secret", "credential"};

constexpr const char pathPrefix[] = "pin-"; // as in /pin-123456/

/// Of JSON, and what people put between a name and its value where it is none.
bool isGap(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\\' || c == '\'' || c == '`';
}

bool isOfWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'
        || c == '-';
}

bool isSecretName(QByteArrayView word)
{
    return std::any_of(std::begin(secretNames), std::end(secretNames), [word](QByteArrayView name) {
        return name.size() == word.size() && word.compare(name, Qt::CaseInsensitive) == 0;
    });
}

bool isSecretPath(QByteArrayView word)
{
    constexpr qsizetype size = sizeof pathPrefix - 1;
    return word.size() > size && word.first(size).compare(pathPrefix, Qt::CaseInsensitive) == 0;
}

/// One pass over a message. Every step goes forward, so that no message costs more than its length.
class Censor
{
public:
    Censor(QByteArray& message, qsizetype start)
        : m_message(message)
        , m_text(message)
        , m_at(start)
    { }

    void read()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '"') {
                readString();
            } else if (isOfWord(m_text[m_at])) {
                readBareWord();
            } else {
                ++m_at;
            }
        }
    }

private:
    void readString()
    {
        const qsizetype begin = m_at + 1;
        const qsizetype end = stringEnd(begin);
        m_at = std::min(end + 1, m_text.size());
        const QByteArrayView string = m_text.sliced(begin, end - begin);
        const bool isKey = nextSign() == ':';
        // Hardly any key is written with escapes; this might be a secret's.
        if (isSecretName(string) || (isKey && string.contains('\\'))) {
            hideValue();
        } else if (!isKey) {
            searchString(begin, end);
        }
    }

    /// Numbers and the three names of JSON, or it is none: then nobody knows where a value ends.
    void readBareWord()
    {
        const qsizetype begin = m_at;
        m_at = wordEnd(begin, m_text.size());
        const QByteArrayView word = m_text.sliced(begin, m_at - begin);
        if (isSecretPath(word)) {
            hide(begin + qsizetype(sizeof pathPrefix) - 1, m_at);
        } else if (isSecretName(word)) {
            hide(m_at, m_text.size());
            m_at = m_text.size();
        }
    }

    /// JSON within a string, an address with a PIN or with a query.
    void searchString(qsizetype at, qsizetype end)
    {
        while (at < end) {
            if (!isOfWord(m_text[at])) {
                ++at;
                continue;
            }
            const qsizetype begin = at;
            at = wordEnd(at, end);
            const QByteArrayView word = m_text.sliced(begin, at - begin);
            if (isSecretPath(word)) {
                hide(begin + qsizetype(sizeof pathPrefix) - 1, at);
            } else if (isSecretName(word)) {
                qsizetype sign = at;
                while (sign < end && (isGap(m_text[sign]) || m_text[sign] == '"')) {
                    ++sign;
                }
                if (sign < end && (m_text[sign] == ':' || m_text[sign] == '=')) {
                    hide(sign + 1, end);
                    return;
                }
            }
        }
    }

    /// What follows a name, unless that is itself followed by a colon: then it is the next name, as
    /// after a type that is called like a secret.
    void hideValue()
    {
        while (m_at < m_text.size()
            && (isGap(m_text[m_at]) || QByteArrayView(":,;=>").contains(m_text[m_at]))) {
            ++m_at;
        }
        if (m_at == m_text.size()) {
            return;
        }
        const qsizetype begin = m_at;
        switch (m_text[m_at]) {
        case '"': {
            const qsizetype end = stringEnd(begin + 1);
            m_at = std::min(end + 1, m_text.size());
            if (nextSign() == ':') {
                m_at = begin;
            } else {
                hide(begin + 1, end);
            }
            break;
        }
        case '{':
        case '[':
            skipNested();
            hide(begin + 1, m_at - 1);
            break;
        default:
            while (m_at < m_text.size() && !QByteArrayView(",}]").contains(m_text[m_at])) {
                ++m_at;
            }
            hideWord(begin, m_at);
        }
    }

    /// A value without quotes; nothing and truth tell nothing.
    void hideWord(qsizetype begin, qsizetype end)
    {
        const QByteArrayView word = m_text.sliced(begin, end - begin).trimmed();
        if (word != "null" && word != "true" && word != "false") {
            hide(begin, end);
        }
    }

    /// To one past the bracket that closes the one here.
    void skipNested()
    {
        qsizetype depth = 0;
        do {
            const char c = m_text[m_at];
            if (c == '"') {
                m_at = std::min(stringEnd(m_at + 1), m_text.size() - 1);
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                --depth;
            }
            ++m_at;
        } while (depth > 0 && m_at < m_text.size());
        if (depth > 0) {
            ++m_at; // so that the last byte, which closes nothing, is hidden
        }
    }

    /// The closing quote, or where the text ends without one.
    qsizetype stringEnd(qsizetype at) const
    {
        while (at < m_text.size() && m_text[at] != '"') {
            at += m_text[at] == '\\' ? 2 : 1;
        }
        return std::min(at, m_text.size());
    }

    qsizetype wordEnd(qsizetype at, qsizetype most) const
    {
        while (at < most && isOfWord(m_text[at])) {
            ++at;
        }
        return at;
    }

    char nextSign() const
    {
        qsizetype at = m_at;
        while (at < m_text.size() && isGap(m_text[at])) {
            ++at;
        }
        return at < m_text.size() ? m_text[at] : '\0';
    }

    void hide(qsizetype begin, qsizetype end)
    {
        if (begin < end) {
            std::fill(m_message.begin() + begin, m_message.begin() + end, '*'); // may copy it
            m_text = m_message;
        }
    }

    QByteArray& m_message;
    QByteArrayView m_text;
    qsizetype m_at;
};

} // namespace

void hideSecrets(QByteArray& message, qsizetype start)
{
    Censor(message, start).read();
}

} // namespace Signalbox
