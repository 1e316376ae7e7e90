// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/program.h"

#include <QByteArrayList>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocalSocket>

#include <map>
#include <memory>
#include <sys/resource.h>
#include <vector>

namespace Signalbox {

/// The real program in trouble: it keeps its home and its port from run to run, and is looked at
/// as its owner (ctl, the log) and the system (/proc) see it. What waits runs the event loop.
///
/// Thread: the test's. Owner: the test.
class HubProgram
{
public:
    /// Longer than any of the program's own times, for machines that are busy with other things.
    static constexpr int PatienceMs = 20'000;

    /// A key of docs/operations.md, for the runs to come.
    void set(const QString& key, const QString& value);
    void setVariable(const QString& name, const QString& value) { m_variables[name] = value; }

    /// A bound that the system sets to the runs to come (setrlimit(2)).
    void bound(__rlimit_resource resource, rlim_t most) { m_bounds[resource] = most; }

    /// Where the system does not take away what others may do with new files.
    void setOpenHanded() { m_isOpenHanded = true; }

    /// Lets go of the run before, if there was one; whether it listens.
    bool start();

    /// Starts where that will fail: its exit code.
    int startInVain();
    void send(int signalNumber);
    void killAtOnce();

    Program& program() { return *m_program; }
    quint16 port() const { return quint16(m_url.port()); }
    const QUrl& url() const { return m_url; }
    QString home() const { return m_home.path(); }
    QString stateFile(const QString& name) const;
    QString logFile() const { return m_home.filePath(QStringLiteral("hub.log")); }
    QByteArray log() const;

    /// As ctl does it; null where there is no answer, or none that is good.
    QJsonValue ctl(const QJsonObject& request);
    QJsonValue ctl(const QString& command) { return ctl({{u"command"_qs, command}}); }
    /// The same without waiting for the answer, which comes there unless the run ends before.
    QLocalSocket& order(const QJsonObject& request);
    bool banNick(const QString& glob, const QString& reason = {}, const QJsonValue& seconds = {});
    QStringList bannedNicks();
    QJsonArray peers() { return ctl(u"list"_qs).toArray(); }
    bool waitForPeers(int count);
    qint64 numberOf(const QString& nick); ///< 0: nobody has it

    /// The value of a metric, its labels included in the name; -1: there is none.
    double metric(const QByteArray& name);

    qint64 residentBytes() const;
    bool waitForSleep(); ///< until none of its threads does anything, look after look
    int descriptors() const; ///< what it has open, connections among them, shown or not
    char systemState() const; ///< as of proc(5): T is stopped

private:
    void prepare();
    std::unique_ptr<QLocalSocket> ask(const QJsonObject& request) const;
    QByteArray status(const QByteArray& file) const;
    QByteArrayList threadStates() const;
    bool isAsleep() const;

    QTemporaryDir m_home;
    std::map<QString, QString> m_variables;
    std::map<__rlimit_resource, rlim_t> m_bounds;
    bool m_isOpenHanded = false;
    std::unique_ptr<Program> m_program;
    QUrl m_url;
    std::vector<std::unique_ptr<QLocalSocket>> m_orders;
};

} // namespace Signalbox
