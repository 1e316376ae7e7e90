// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/dialectcheck.h"

#include "core/dialects/dialects.h"
#include "core/dialects/recognition.h"
#include "tests/fuzz/readingcheck.h"
#include "tests/fuzz/writingcheck.h"

#include <algorithm>
#include <vector>

namespace Signalbox {

namespace {

constexpr qsizetype mostRealmBytes = 128;

/// What the rules would know of the speaker, as the input says.
class StandingOfInput final : public Standing
{
public:
    bool isPaired() const override { return (m_bits & 1) != 0; }
    bool isInRoom() const override { return (m_bits & 2) != 0; }
    void set(char bits) { m_bits = bits; }

private:
    char m_bits = 0;
};

/// A copy in an allocation of its own, so that AddressSanitizer sees any look beyond its end.
class Exact
{
public:
    explicit Exact(QByteArrayView text)
        : m_bytes(text.begin(), text.end())
    { }

    QByteArrayView view() const { return {m_bytes.data(), qsizetype(m_bytes.size())}; }

private:
    std::vector<char> m_bytes;
};

bool isLanguage(std::optional<Language> language)
{
    return !language || (*language != Languages::Undecided && quint8(*language) < Languages::Count);
}

/// Hears what one client says, as a link does, and looks at what comes of it.
class Conversation
{
public:
    Conversation(const Dialects& dialects, const Handshake& handshake)
        : m_dialects(dialects)
        , m_handshake(handshake)
    { }

    bool isDecided() const { return m_reader != nullptr; }
    QString speak(Language language);
    QString hear(QByteArrayView text, const Standing& standing);

private:
    QString judge(const Reading& reading, QByteArrayView text);
    void takeNames(const Join& join);

    const Dialects& m_dialects;
    const Handshake& m_handshake;
    Language m_language{};
    std::unique_ptr<DialectReader> m_reader;
    Identity m_speaker{u"u\"1\\"_qs, u"Ann\n中😀"_qs};
};

QString Conversation::speak(Language language)
{
    m_language = language;
    Opening opening = m_dialects.at(language).open(m_handshake);
    m_reader = std::move(opening.reader);
    if (!m_reader) {
        return u"nobody reads this language"_qs;
    }
    const QByteArray said = m_handshake.path + '?' + m_handshake.query;
    if (opening.realmKey.size() > mostRealmBytes) {
        return u"a realm is out of its bounds"_qs;
    }
    return opening.first ? judge(*opening.first, said) : QString();
}

QString Conversation::hear(QByteArrayView text, const Standing& standing)
{
    const Reading reading = m_reader->read(text, standing);
    const int version = m_reader->version();
    if (version < 0 || version >= m_dialects.at(m_language).versions()) {
        return u"the language has no such version"_qs;
    }
    return judge(reading, text);
}

QString Conversation::judge(const Reading& reading, QByteArrayView text)
{
    const QString complaint = complaintAboutReading(m_language, reading, text);
    if (!complaint.isEmpty()) {
        return complaint;
    }
    if (const auto* command = std::get_if<Command>(&reading)) {
        if (const auto* join = std::get_if<Join>(command)) {
            takeNames(*join);
        }
    }
    return WritingCheck(m_dialects, m_language).complaintAbout(reading, m_speaker);
}

void Conversation::takeNames(const Join& join)
{
    m_speaker.nick = join.nick.value_or(m_speaker.nick);
    if (!join.id.isEmpty()) {
        m_speaker.id = join.id;
    }
}

QString complaintAboutHandshake(const Handshake& handshake)
{
    qsizetype size = 0;
    const QByteArrayList segments = handshake.segments();
    for (const QByteArray& segment : segments) {
        size += segment.size();
        if (segment.isEmpty() || segment.contains('/')) {
            return u"a part of the path is none"_qs;
        }
    }
    if (size > handshake.path.size()) {
        return u"the path is shorter than its parts"_qs;
    }
    for (const char* name : {"key", "id", "token", "next", ""}) {
        const auto item = handshake.item(name);
        if (item && (item->size() > handshake.query.size() || !item->isValidUtf16())) {
            return u"an item of the query is none"_qs;
        }
    }
    return {};
}

QString complaintAboutRecognition(const Dialects& dialects, const Handshake& handshake)
{
    const auto named = Recognition::byPath(handshake);
    if (named != Recognition::byPath(handshake) || !isLanguage(named)) {
        return u"the path names no language"_qs;
    }
    const QList<Recognition::Guess> guesses = Recognition::bySilence(handshake);
    for (const Recognition::Guess& guess : guesses) {
        const QString complaint = isLanguage(guess.language)
            ? Conversation(dialects, handshake).speak(guess.language)
            : u"silence means no language"_qs;
        if (!complaint.isEmpty()) {
            return complaint;
        }
    }
    return {};
}

/// The language that the first byte chooses; nullopt: the one that is recognised.
std::optional<Language> chosen(char first)
{
    const int number = quint8(first - '0') % (Languages::Count + 1);
    return number < Languages::Count ? std::optional(Language(number)) : std::nullopt;
}

bool isSeparator(char c)
{
    return c >= 4 && c <= 7;
}

QString complaintAboutMessages(
    Conversation& conversation, const Handshake& handshake, QByteArrayView messages)
{
    StandingOfInput standing;
    for (auto at = messages.begin();;) {
        const auto end = std::find_if(at, messages.end(), isSeparator);
        const Exact text(QByteArrayView(at, end));
        const auto language = Recognition::byMessage(handshake, text.view());
        if (language != Recognition::byMessage(handshake, text.view()) || !isLanguage(language)) {
            return u"the message is of no language"_qs;
        }
        QString complaint;
        if (!conversation.isDecided() && language) {
            complaint = conversation.speak(*language);
        }
        if (complaint.isEmpty() && conversation.isDecided()) {
            complaint = conversation.hear(text.view(), standing);
        }
        if (!complaint.isEmpty() || end == messages.end()) {
            return complaint;
        }
        standing.set(*end);
        at = end + 1;
    }
}

} // namespace

QString complaintAboutDialects(QByteArrayView input)
{
    static const Dialects dialects({R"([{"urls":"stun:192.0.2.1:3478"}])"});
    if (input.isEmpty()) {
        return {};
    }
    const QByteArrayView rest = input.sliced(1);
    const qsizetype zero = rest.indexOf('\0');
    const QByteArray target = rest.first(zero < 0 ? rest.size() : zero).toByteArray();
    const qsizetype mark = target.indexOf('?');
    const Handshake handshake{
        mark < 0 ? target : target.first(mark), mark < 0 ? QByteArray() : target.sliced(mark + 1)};

    QString complaint = complaintAboutHandshake(handshake);
    if (complaint.isEmpty()) {
        complaint = complaintAboutRecognition(dialects, handshake);
    }
    Conversation conversation(dialects, handshake);
    auto language = chosen(input.front());
    if (!language) {
        language = Recognition::byPath(handshake);
    }
    if (complaint.isEmpty() && language) {
        complaint = conversation.speak(*language);
    }
    const bool goesOn = complaint.isEmpty() && zero >= 0;
    return goesOn ? complaintAboutMessages(conversation, handshake, rest.sliced(zero + 1))
                  : complaint;
}

} // namespace Signalbox
