// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Signalbox {

/// Sees to it that one hub at a time keeps its things in a folder. The lock goes with the process,
/// however that ends.
///
/// Thread: main. Owner: HubRun.
class StateLock
{
public:
    /// Makes the folder where there is none, for its owner only; one that is there stays as it is.
    explicit StateLock(const QString& folder);
    ~StateLock();
    StateLock(const StateLock&) = delete;
    StateLock& operator=(const StateLock&) = delete;

    enum class Outcome
    {
        Held,
        Taken, ///< another hub has it
        NoFolder, ///< there is none, and none can be made
    };
    Outcome outcome() const { return m_outcome; }
    const QString& folder() const { return m_folder; }

private:
    const QString m_folder;
    int m_descriptor = -1;
    Outcome m_outcome = Outcome::NoFolder;
};

} // namespace Signalbox
