// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/operation/linefile.h"
#include "core/operation/thinning.h"
#include "core/signal/happening.h"

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QTimer>

namespace Signalbox {

struct BothClocks;

/// The log for programs: whatever happens is one line of JSON in a file, and of a flood the first
/// are (Thinning), and how many there were. What could not be written is told in the next line that
/// can.
///
/// Thread: the one it was made in. Owner: who hears what happens.
class EventLog : public QObject
{
    Q_OBJECT

public:
    /// path: as of LineFile. tellsAfter: when the count of a flood comes that has ended, at the
    /// latest.
    explicit EventLog(const QString& path,
        std::chrono::milliseconds tellsAfter = Thinning::Interval, QObject* parent = nullptr);
    ~EventLog() override; ///< tells of the flood that it is in

    void onHappened(const QList<Happening>& happenings);

    /// Something about the hub itself.
    void note(const QString& kind, const QJsonObject& details = {});

    void reopen() { m_file.reopen(); }

Q_SIGNALS:
    void trouble(const QString& sentence); ///< as of LineFile

private:
    void add(const QByteArray& lines, int count);
    void tellOmitted(const BothClocks& clocks);

    LineFile m_file;
    Thinning m_thinning;
    QTimer m_tellTimer; ///< runs while something has no line
};

} // namespace Signalbox
