// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMap>

#include <cstdio>

namespace Signalbox {

namespace {

/// Made by the first class that comes: the order of sources is the linker's.
QMap<QString, Suite::Run>& members()
{
    static QMap<QString, Suite::Run> all;
    return all;
}

} // namespace

bool Suite::add(const char* sourceFile, Run run)
{
    const QString name = QFileInfo(QString::fromUtf8(sourceFile)).completeBaseName();
    if (members().contains(name)) {
        qFatal("There are two tests named %s.", qUtf8Printable(name));
    }
    members().insert(name, std::move(run));
    return true;
}

int Suite::run(int argc, char** argv)
{
    const QString name = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    const auto member = members().constFind(name);
    if (member == members().cend()) {
        const QByteArray known = members().keys().join(u' ').toUtf8();
        std::fprintf(stderr, "Usage: %s TEST [arguments of QtTest]\nTests: %s\n", argv[0],
            known.constData());
        return 2;
    }
    QCoreApplication::setApplicationName(name); // so that each has settings of its own
    return (*member)(argc - 1, argv + 1);
}

} // namespace Signalbox
