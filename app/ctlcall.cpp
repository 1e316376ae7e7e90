// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/ctlcall.h"

#include "app/ctlwords.h"
#include "app/profile.h"
#include "app/program.h"
#include "core/operation/jsonline.h"

#include <QJsonDocument>
#include <QLocalSocket>

#include <cstdio>

namespace Signalbox {

namespace {

constexpr int connectTimeMs = 2000;

/// A little longer than the hub gives itself.
constexpr int answerTimeMs = 7000;
constexpr qint64 mostAnswerBytes = 256LL * 1024 * 1024;

/// A sentence may repeat what somebody else chose, such as an address that a script passes on.
QString printable(const QString& text)
{
    const QString line = QString::fromUtf8(jsonLine(text));
    return line.mid(1, line.size() - 2).replace(QStringLiteral("\\\""), QStringLiteral("\""));
}

int complain(ExitCode code, const QString& problem)
{
    const QString line = QStringLiteral("signalbox: ") + printable(problem) + u'\n';
    std::fputs(line.toLocal8Bit().constData(), stderr);
    return code;
}

void print(const QByteArray& text)
{
    std::fwrite(text.constData(), 1, size_t(text.size()), stdout);
    std::fflush(stdout);
}

/// The line that comes back; empty: none did.
QByteArray exchange(QLocalSocket& socket, const QJsonObject& request)
{
    socket.write(jsonLine(request) + '\n');
    QByteArray answer;
    while (!answer.endsWith('\n') && answer.size() < mostAnswerBytes) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(answerTimeMs)) {
            return {};
        }
        answer += socket.readAll();
    }
    return answer;
}

int call(const CtlRequest& wanted)
{
    const QString path = wanted.socket.isEmpty()
        ? ctlSocket(wanted.profile, stateFolderOf(wanted.profile))
        : wanted.socket;
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(connectTimeMs)) {
        return complain(ExitNoHub,
            QStringLiteral("No hub of the profile \"%1\" runs here (%2: %3).")
                .arg(wanted.profile, path, socket.errorString()));
    }
    const QByteArray line = exchange(socket, wanted.request);
    const QJsonObject answer = QJsonDocument::fromJson(line).object();
    if (answer.isEmpty()) {
        return complain(ExitNoHub, QStringLiteral("The hub does not answer."));
    }
    if (!answer.value(u"ok").toBool()) {
        return complain(ExitRefused, cutText(answer.value(u"error").toString(), 1000));
    }
    print(jsonLine(answer.value(u"result")) + '\n');
    return ExitStopped;
}

} // namespace

int runCtl(const QStringList& words)
{
    const QString profile = qEnvironmentVariable("SIGNALBOX_PROFILE");
    const CtlWords found = readCtlWords(words, QDateTime::currentDateTime(), profile);
    if (const auto* problem = std::get_if<QString>(&found)) {
        return complain(ExitBadUsage, *problem + QStringLiteral(" \"ctl --help\" tells more."));
    }
    if (std::holds_alternative<CtlHelp>(found)) {
        print(ctlHelpText().toLocal8Bit());
        return ExitStopped;
    }
    return call(std::get<CtlRequest>(found));
}

} // namespace Signalbox
