// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/eventlog.h"

#include "core/operation/logline.h"

namespace Signalbox {

EventLog::EventLog(const QString& path, QObject* parent)
    : QObject(parent)
    , m_file(path)
{
    connect(&m_file, &LineFile::trouble, this, &EventLog::trouble);
}

void EventLog::onHappened(const QList<Happening>& happenings)
{
    const BothClocks clocks = BothClocks::now();
    QByteArray lines;
    for (const Happening& happening : happenings) {
        lines += logLine(happening, clocks);
    }
    add(lines, int(happenings.size()));
}

void EventLog::note(const QString& kind, const QJsonObject& details)
{
    add(logLine(kind, details, BothClocks::now()), 1);
}

void EventLog::add(const QByteArray& lines, int count)
{
    if (const quint64 dropped = m_file.takeDropped(); dropped > 0) {
        const QJsonObject times{{QStringLiteral("times"), qint64(dropped)}};
        m_file.add(logLine(QStringLiteral("omitted"), times, BothClocks::now()) + lines,
            count + int(dropped));
        return;
    }
    m_file.add(lines, count);
}

} // namespace Signalbox
