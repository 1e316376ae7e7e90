// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/traffic/messagetext.h"

#include "ui/format.h"
#include "ui/plaintext.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace Signalbox {

namespace {

/// The sentences' context.
struct MessageText
{
    Q_DECLARE_TR_FUNCTIONS(MessageText)
};

constexpr qsizetype excerptLength = 200;
constexpr qsizetype longestEncoding = 4; ///< of one character in UTF-8
constexpr qsizetype maxKindLength = 40;
constexpr qsizetype maxJsonBytes = 1024 * 1024;
constexpr qsizetype maxShownBytes = 128 * 1024;
constexpr int maxIndent = 32; ///< in levels; what is nested deeper stands no further to the right

bool isJsonSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Walks over the tokens of what is probably JSON. Never fails: it only gets to the end.
class Tokens
{
public:
    explicit Tokens(QByteArrayView text)
        : m_text(text)
    { }

    /// A string with its quotes, a mark, or a run of anything else; empty at the end.
    QByteArrayView next()
    {
        while (m_at < m_text.size() && isJsonSpace(m_text[m_at])) {
            ++m_at;
        }
        const qsizetype begin = m_at;
        if (m_at == m_text.size()) {
            return {};
        }
        const char first = m_text[m_at++];
        if (first == '"') {
            passString();
        } else if (!isMark(first)) {
            while (m_at < m_text.size() && !isMark(m_text[m_at]) && m_text[m_at] != '"'
                && !isJsonSpace(m_text[m_at])) {
                ++m_at;
            }
        }
        return m_text.sliced(begin, m_at - begin);
    }

private:
    static bool isMark(char c)
    {
        return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':';
    }

    void passString()
    {
        for (; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\\') {
                ++m_at;
            }
        }
        m_at = std::min(m_at + 1, m_text.size());
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

/// Breaks JSON into lines without touching its tokens: reading and writing it again would sort the
/// members and round the numbers.
QByteArray indented(QByteArrayView json)
{
    QByteArray lines;
    int depth = 0;
    const auto breakLine = [&] {
        lines += '\n';
        lines.append(std::min(depth, maxIndent) * 2, ' ');
    };
    Tokens tokens(json);
    bool opened = false; // just now: an empty object stays on its line
    for (auto token = tokens.next(); !token.isEmpty(); token = tokens.next()) {
        const char mark = token.front();
        const bool closes = mark == '}' || mark == ']';
        depth -= closes ? 1 : 0;
        if (opened != closes) {
            breakLine();
        }
        lines += token;
        if (mark == ',') {
            breakLine();
        } else if (mark == ':') {
            lines += ' ';
        }
        opened = mark == '{' || mark == '[';
        depth += opened ? 1 : 0;
        if (lines.size() > maxShownBytes) {
            break;
        }
    }
    return lines;
}

} // namespace

QString messageKind(QByteArrayView text)
{
    Tokens tokens(text);
    if (tokens.next() != "{") {
        return {};
    }
    int depth = 1;
    bool isKey = true;
    for (auto token = tokens.next(); !token.isEmpty() && depth > 0; token = tokens.next()) {
        const char mark = token.front();
        if (depth == 1 && isKey && token == "\"type\"" && tokens.next() == ":") {
            const QByteArrayView value = tokens.next();
            const bool isString = value.size() > 1 && value.front() == '"';
            return isString ? plain(QString::fromUtf8(value.sliced(1).chopped(1)), maxKindLength)
                            : QString();
        }
        depth += mark == '{' || mark == '[' ? 1 : mark == '}' || mark == ']' ? -1 : 0;
        isKey = mark == ',';
    }
    return {};
}

QString messageExcerpt(QByteArrayView text)
{
    const QByteArrayView head = text.first(std::min(text.size(), excerptLength * longestEncoding));
    return plain(QString::fromUtf8(head), excerptLength);
}

QString wholeMessage(QByteArrayView text)
{
    const bool isJson = text.size() <= maxJsonBytes
        && !QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size())).isNull();
    const QByteArray lines = isJson ? indented(text) : QByteArray();
    const QByteArrayView whole = isJson ? QByteArrayView(lines) : text;
    QString shown = revealed(QString::fromUtf8(whole.first(std::min(whole.size(), maxShownBytes))));
    if (whole.size() > maxShownBytes) {
        shown += QStringLiteral("\n\n");
        shown += MessageText::tr("(Cut here: the message has %1)")
                     .arg(formatBytes(static_cast<quint64>(text.size())));
    }
    return shown;
}

} // namespace Signalbox
