// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

namespace Signalbox {

/// How the handler of a signal of the system, which may do next to nothing, tells the event loop: a
/// pipe of the program to itself. Knows no signals.
///
/// Thread: main. Owner: nobody; it is file-level data, for a handler reaches nothing else.
class SignalPipe
{
public:
    bool open(); ///< false: there is none
    void close();

    /// For the handler: changes nothing but the pipe.
    void notify() const;

    int readEnd() const { return m_ends[0]; } ///< to be watched
    bool take() const; ///< whether there was a notice; several are one

private:
    int m_ends[2] = {-1, -1};
};

} // namespace Signalbox
