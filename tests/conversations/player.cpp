// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conversations/player.h"

#include "tests/conversations/actor.h"

namespace Signalbox {

namespace {

QString differs(const QString& expected, const QString& got)
{
    return QStringLiteral("expected: %1\n     got: %2").arg(expected, got);
}

QString closedLine(int code, const QString& reason)
{
    const QString codeText = code == 0 ? QString() : QStringLiteral(" %1").arg(code);
    return QStringLiteral("closed") + codeText + (reason.isEmpty() ? QString() : u' ' + reason);
}

} // namespace

Player::Player(quint16 port, int rounds)
    : m_port(port)
    , m_rounds(rounds)
{ }

Player::~Player() = default;

QString Player::play(const Scene& scene)
{
    QString failure;
    int number = 0;
    for (const Line& line : scene.lines) {
        number = line.number;
        failure = playLine(line);
        if (!failure.isEmpty()) {
            break;
        }
    }
    if (failure.isEmpty()) {
        failure = hearNothingMore();
    }
    for (const auto& [name, actor] : m_actors) {
        const QString stuck = close(*actor);
        if (failure.isEmpty() && !stuck.isEmpty()) {
            failure = name + QStringLiteral(": ") + stuck;
        }
    }
    m_actors.clear();
    return failure.isEmpty()
        ? QString()
        : QStringLiteral("%1.txt:%2: %3").arg(scene.file, QString::number(number), failure);
}

QString Player::playLine(const Line& line)
{
    if (line.kind == Line::Kind::Open) {
        return open(line);
    }
    if (line.kind == Line::Kind::Get) {
        return get(line);
    }
    if (line.kind == Line::Kind::Got) {
        const QString expected = QStringLiteral("%1 ").arg(line.code);
        return m_answer.startsWith(expected)
                && m_names.agree(line.text, m_answer.mid(expected.size()))
            ? QString()
            : differs(expected + m_names.filledIn(line.text), m_answer);
    }
    const auto found = m_actors.find(line.who);
    if (found == m_actors.end()) {
        return QStringLiteral("nobody is called %1").arg(line.who);
    }
    Actor& actor = *found->second;
    QString failure;
    switch (line.kind) {
    case Line::Kind::Say:
        actor.say(m_names.filledIn(line.text));
        return sync();
    case Line::Kind::MayHear:
        actor.may(line.text);
        return {};
    case Line::Kind::Close:
        failure = close(actor);
        m_actors.erase(found);
        return failure.isEmpty() ? sync() : failure;
    default:
        return hear(actor, line);
    }
}

QString Player::open(const Line& line)
{
    auto actor = std::make_unique<Actor>();
    if (!actor->open(m_port, m_names.filledIn(line.text))) {
        return QStringLiteral("%1 was not let in").arg(line.who);
    }
    m_actors[line.who] = std::move(actor);
    return sync();
}

QString Player::close(Actor& actor)
{
    return actor.close() ? QString() : QStringLiteral("the server does not end the connection");
}

QString Player::get(const Line& line)
{
    Actor actor;
    m_answer = actor.get(m_port, m_names.filledIn(line.text));
    return {};
}

QString Player::hear(Actor& actor, const Line& line)
{
    const bool closing = line.kind == Line::Kind::Closed;
    const QString expected
        = closing ? closedLine(line.code, line.text) : m_names.filledIn(line.text);
    const std::optional<Heard> heard = actor.next(m_names);
    if (!heard) {
        return differs(expected, QStringLiteral("nothing"));
    }
    const QString got
        = heard->closeCode == 0 ? heard->text : closedLine(heard->closeCode, heard->text);
    if (!closing) {
        const bool agrees = heard->closeCode == 0 && m_names.agree(line.text, got);
        return agrees ? QString() : differs(expected, got);
    }
    // Who ends it without a code says 1005 or 1000: QtWebSockets has no way to say none.
    const auto plain = [](int code) { return code == 1005 ? 1000 : code; };
    const bool agrees = heard->closeCode != 0
        && (line.code == 0
            || (plain(line.code) == plain(heard->closeCode)
                && (line.text.isEmpty() || line.text == heard->text)));
    return agrees ? QString() : differs(expected, got);
}

QString Player::hearNothingMore()
{
    const QString failure = sync();
    if (!failure.isEmpty()) {
        return failure;
    }
    for (const auto& [name, actor] : m_actors) {
        if (const std::optional<Heard> heard = actor->nextOfNow(m_names)) {
            return name + QStringLiteral(" at the end: ")
                + differs(QStringLiteral("nothing"),
                    heard->closeCode == 0 ? heard->text
                                          : closedLine(heard->closeCode, heard->text));
        }
    }
    return {};
}

QString Player::sync()
{
    for (int round = 0; round < m_rounds; ++round) {
        for (const auto& [name, actor] : m_actors) {
            if (!actor->ping(QByteArray::number(++m_pings))) {
                return name + QStringLiteral(" gets no pong");
            }
        }
    }
    return {};
}

} // namespace Signalbox
