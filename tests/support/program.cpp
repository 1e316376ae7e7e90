// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/program.h"

#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTest>

namespace Signalbox {

namespace {

/// Far above what any answer takes, for machines that are busy with other things.
constexpr int patienceMs = 20'000;

} // namespace

QStringList Program::anywhere()
{
    return {QStringLiteral("--listen"), QStringLiteral("127.0.0.1"), QStringLiteral("--port"),
        QStringLiteral("0")};
}

Program::Program(const QString& path)
{
    m_process.setProgram(path);
    setHome(m_ownHome.path());
    setVariable(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
}

Program::~Program()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }
    // What a sanitizer found is a failure also where nobody looks at how the program ended.
    if (err().contains("Sanitizer: ") || err().contains(": runtime error: ")) {
        qFatal("%s", err().constData());
    }
}

void Program::setVariable(const QString& name, const QString& value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    if (environment.isEmpty()) {
        environment = QProcessEnvironment::systemEnvironment();
        for (const QString& key : environment.keys()) {
            if (key.startsWith(QStringLiteral("SIGNALBOX_")) || key == u"DISPLAY"
                || key == u"WAYLAND_DISPLAY" || key == u"NOTIFY_SOCKET"
                || key == u"WATCHDOG_USEC") {
                environment.remove(key);
            }
        }
    }
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

void Program::setHome(const QString& path)
{
    m_home = path;
    setVariable(QStringLiteral("HOME"), path);
    setVariable(QStringLiteral("XDG_CONFIG_HOME"), path + QStringLiteral("/config"));
    setVariable(QStringLiteral("XDG_DATA_HOME"), path + QStringLiteral("/data"));
    setVariable(QStringLiteral("XDG_RUNTIME_DIR"), path);
}

void Program::start(const QStringList& arguments)
{
    m_process.setArguments(arguments);
    m_process.start();
}

QUrl Program::startListening(const QStringList& arguments)
{
    start(arguments);
    if (!waitForLine()) {
        qWarning("No line from %s: %s", qPrintable(m_process.program()), err().constData());
        return {};
    }
    static const QRegularExpression line(QStringLiteral("^Listening on (ws://[^\n]+)\n"));
    return QUrl(line.match(QString::fromUtf8(out())).captured(1));
}

bool Program::waitForLine()
{
    return QTest::qWaitFor([this] { return out().contains('\n'); }, patienceMs);
}

int Program::exitCode()
{
    if (!QTest::qWaitFor(
            [this] { return m_process.state() == QProcess::NotRunning; }, patienceMs)) {
        return -1;
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

const QByteArray& Program::out()
{
    return m_out.append(m_process.readAllStandardOutput());
}

const QByteArray& Program::err()
{
    return m_err.append(m_process.readAllStandardError());
}

} // namespace Signalbox
