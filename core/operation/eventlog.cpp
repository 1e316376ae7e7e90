// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/eventlog.h"

#include "core/operation/logline.h"

namespace Signalbox {

EventLog::EventLog(const QString& path, std::chrono::milliseconds tellsAfter, QObject* parent)
    : QObject(parent)
    , m_file(path)
{
    connect(&m_file, &LineFile::trouble, this, &EventLog::trouble);
    m_tellTimer.setSingleShot(true);
    m_tellTimer.setInterval(tellsAfter);
    connect(&m_tellTimer, &QTimer::timeout, this, [this] { tellOmitted(BothClocks::now()); });
}

EventLog::~EventLog()
{
    tellOmitted(BothClocks::now());
}

void EventLog::onHappened(const QList<Happening>& happenings)
{
    const BothClocks clocks = BothClocks::now();
    if (m_thinning.isDue(clocks.steady)) {
        tellOmitted(clocks);
    }
    QByteArray lines;
    int count = 0;
    for (const Happening& happening : happenings) {
        if (m_thinning.hasLine(happening)) {
            lines += logLine(happening, clocks);
            ++count;
        } else if (!m_tellTimer.isActive()) {
            m_tellTimer.start();
        }
    }
    add(lines, count);
}

void EventLog::tellOmitted(const BothClocks& clocks)
{
    m_tellTimer.stop();
    const QList<Happening> omitted = m_thinning.take(clocks.steady);
    QByteArray lines;
    for (const Happening& these : omitted) {
        lines += omittedLine(these, clocks);
    }
    add(lines, int(omitted.size()));
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
    } else if (count > 0) {
        m_file.add(lines, count);
    }
}

} // namespace Signalbox
