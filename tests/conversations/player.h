// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/conversations/names.h"
#include "tests/conversations/scene.h"

#include <map>
#include <memory>

namespace Signalbox {

class Actor;

/// Plays a scene's clients against a server, line by line. Before it goes on to the next line, the
/// server has answered pings on every connection, and so has read what was sent before them: the
/// order of the file is the order in which the server hears it. Runs the event loop.
///
/// Thread: the test's. Owner: the test.
class Player
{
public:
    /// Rounds of pings: after the second, whatever the hub joined in one turn has been sent. More
    /// are for servers whose pongs overtake their work.
    Player(quint16 port, int rounds);
    ~Player();

    /// What went wrong, or nothing.
    QString play(const Scene& scene);

private:
    QString playLine(const Line& line);
    QString open(const Line& line);
    QString close(Actor& actor);
    QString get(const Line& line);
    QString hear(Actor& actor, const Line& line);
    QString hearNothingMore();
    QString sync();

    const quint16 m_port;
    const int m_rounds;
    int m_pings = 0;
    Names m_names;
    QString m_answer; ///< of HTTP: the code, a blank and the text
    std::map<QString, std::unique_ptr<Actor>> m_actors;
};

} // namespace Signalbox
