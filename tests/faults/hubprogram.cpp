// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/faults/hubprogram.h"

#include "tests/support/httpanswer.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

namespace Signalbox {

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void HubProgram::set(const QString& key, const QString& value)
{
    setVariable(QStringLiteral("SIGNALBOX_") + key.toUpper().replace(u'-', u'_'), value);
}

void HubProgram::prepare()
{
    m_program = std::make_unique<Program>();
    m_program->setHome(m_home.path());
    for (const auto& [name, value] : m_variables) {
        m_program->setVariable(name, value);
    }
    m_program->process().setChildProcessModifier(
        [bounds = m_bounds, isOpenHanded = m_isOpenHanded] {
            for (const auto& [resource, most] : bounds) {
                const rlimit limit{most, most};
                ::setrlimit(resource, &limit);
            }
            if (isOpenHanded) {
                ::umask(0);
            }
        });
}

bool HubProgram::start()
{
    prepare();
    m_url = m_program->startListening({QStringLiteral("--listen"), QStringLiteral("127.0.0.1"),
        QStringLiteral("--port"), QString::number(m_url.port(0))});
    return m_url.isValid();
}

int HubProgram::startInVain()
{
    prepare();
    m_program->start(Program::anywhere());
    return m_program->exitCode();
}

void HubProgram::send(int signalNumber)
{
    ::kill(pid_t(m_program->process().processId()), signalNumber);
}

void HubProgram::killAtOnce()
{
    m_program->process().kill();
    m_program->process().waitForFinished(PatienceMs);
    m_orders.clear();
}

QString HubProgram::stateFile(const QString& name) const
{
    return m_home.filePath(QStringLiteral("data/signalbox/default/") + name);
}

QByteArray HubProgram::log() const
{
    return contents(logFile());
}

std::unique_ptr<QLocalSocket> HubProgram::ask(const QJsonObject& request) const
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(m_home.filePath(QStringLiteral("signalbox-default.ctl")));
    socket->write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    socket->flush();
    return socket;
}

QLocalSocket& HubProgram::order(const QJsonObject& request)
{
    m_orders.push_back(ask(request));
    return *m_orders.back();
}

QJsonValue HubProgram::ctl(const QJsonObject& request)
{
    const std::unique_ptr<QLocalSocket> socket = ask(request);
    QByteArray line;
    const bool answered = QTest::qWaitFor(
        [&] {
            line += socket->readAll();
            return line.endsWith('\n') || socket->state() == QLocalSocket::UnconnectedState;
        },
        PatienceMs);
    const QJsonObject answer = QJsonDocument::fromJson(line).object();
    if (!answered || !answer.value(u"ok").toBool()) {
        qWarning("ctl: %s", line.constData());
        return QJsonValue::Null;
    }
    return answer.value(u"result");
}

bool HubProgram::banNick(const QString& glob, const QString& reason, const QJsonValue& seconds)
{
    const QJsonArray bans = ctl(
        {{u"command"_qs, u"ban"_qs}, {u"by"_qs, u"nick"_qs}, {u"pattern"_qs, glob},
            {u"reason"_qs, reason},
            {u"seconds"_qs,
                seconds}}).toArray();
    return std::any_of(bans.begin(), bans.end(),
        [&glob](const QJsonValue& ban) { return ban[u"pattern"].toString() == glob; });
}

QStringList HubProgram::bannedNicks()
{
    QStringList nicks;
    const QJsonArray bans = ctl(u"bans"_qs).toArray();
    for (const QJsonValue& ban : bans) {
        nicks.append(ban[u"pattern"].toString());
    }
    return nicks;
}

bool HubProgram::waitForPeers(int count)
{
    return QTest::qWaitFor(
        [this, count] { return metric("signalbox_peers") == double(count); }, PatienceMs);
}

qint64 HubProgram::numberOf(const QString& nick)
{
    const QJsonArray all = peers();
    const auto found = std::find_if(all.begin(), all.end(),
        [&nick](const QJsonValue& peer) { return peer[u"nick"].toString() == nick; });
    return found == all.end() ? 0 : (*found)[u"number"].toInteger();
}

double HubProgram::metric(const QByteArray& name)
{
    const QList<QByteArray> lines = get(m_url, "/metrics").body.split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith(name + ' ')) {
            return line.mid(name.size() + 1).toDouble();
        }
    }
    return -1;
}

QByteArray HubProgram::status(const QByteArray& file) const
{
    const qint64 process = m_program->process().processId();
    return contents(QStringLiteral("/proc/%1/").arg(process) + QString::fromLatin1(file));
}

qint64 HubProgram::residentBytes() const
{
    const qint64 pages = status("statm").split(' ').value(1).toLongLong();
    return pages * ::sysconf(_SC_PAGESIZE);
}

/// What proc_pid_status(5) says of each thread: what it does, and how often it has begun to.
QByteArrayList HubProgram::threadStates() const
{
    const qint64 process = m_program->process().processId();
    const QString path = QStringLiteral("/proc/%1/task/").arg(process);
    QByteArrayList states;
    for (const QString& thread : QDir(path).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QByteArray all = contents(path + thread + QStringLiteral("/status"));
        const QByteArray state = all.mid(all.indexOf("\nState:\t") + 8, 1);
        states.append(state + all.mid(all.indexOf("\nvoluntary_ctxt_switches:")));
    }
    return states;
}

bool HubProgram::isAsleep() const
{
    // Who waits for a processor is not asleep, so that it does not matter how busy the machine is;
    // who sleeps between two looks only is found by the number of its turns. All looks together
    // must take less time, on a busy machine, too, than lies between two turns of the hub's own
    // timers.
    constexpr int looks = 40;
    const QByteArrayList first = threadStates();
    if (!std::all_of(first.begin(), first.end(),
            [](const QByteArray& state) { return state.startsWith('S'); })) {
        return false;
    }
    for (int look = 0; look < looks; ++look) {
        if (threadStates() != first) {
            return false;
        }
    }
    return !first.isEmpty();
}

bool HubProgram::waitForSleep()
{
    return QTest::qWaitFor([this] { return isAsleep(); }, PatienceMs);
}

char HubProgram::systemState() const
{
    // Behind the name of the program, which is in brackets.
    const QByteArray all = status("stat");
    return all.mid(all.lastIndexOf(')') + 2, 1).leftJustified(1, '?').front();
}

int HubProgram::descriptors() const
{
    const qint64 process = m_program->process().processId();
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(process));
    return int(folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size());
}

} // namespace Signalbox
