// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

namespace Signalbox {

/// One of the real programs as a child process, in a home of its own, without a display. It is
/// ended with this object.
class Program
{
public:
    /// An address that every machine has, and a port that is free: what most tests want.
    static QStringList anywhere();

    explicit Program(const QString& path = QStringLiteral(SIGNALBOX_HEADLESS_PROGRAM));
    ~Program();

    void setVariable(const QString& name, const QString& value);
    void setHome(const QString& path);
    QString home() const { return m_home; }
    QProcess& process() { return m_process; }

    void start(const QStringList& arguments);
    /// Starts and waits for the first line; the address it names, or an invalid one.
    QUrl startListening(const QStringList& arguments = anywhere());
    bool waitForLine();
    /// Waits for the end; -1 when there is none in time, or a crash.
    int exitCode();
    void terminate() { m_process.terminate(); }

    const QByteArray& out();
    const QByteArray& err();

private:
    QTemporaryDir m_ownHome;
    QString m_home;
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace Signalbox
