// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/operation/linefile.h"
#include "core/signal/happening.h"

#include <QJsonObject>
#include <QList>
#include <QObject>

namespace Signalbox {

/// The log for programs: whatever happens is one line of JSON in a file. What could not be written
/// is told in the next line that can.
///
/// Thread: the one it was made in. Owner: who hears what happens.
class EventLog : public QObject
{
    Q_OBJECT

public:
    /// path: as of LineFile.
    explicit EventLog(const QString& path, QObject* parent = nullptr);

    void onHappened(const QList<Happening>& happenings);

    /// Something about the hub itself.
    void note(const QString& kind, const QJsonObject& details = {});

    void reopen() { m_file.reopen(); }

Q_SIGNALS:
    void trouble(const QString& sentence); ///< as of LineFile

private:
    void add(const QByteArray& lines, int count);

    LineFile m_file;
};

} // namespace Signalbox
