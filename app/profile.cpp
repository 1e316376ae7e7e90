// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/profile.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace Signalbox {

namespace {

QString inConfigFolder(const QString& profile, const char* file)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/signalbox/%1/%2").arg(profile, QLatin1String(file));
}

} // namespace

QString windowSettingsFile(const QString& profile)
{
    return inConfigFolder(profile, "window.ini");
}

QString storedSettingsFile(const QString& profile)
{
    return inConfigFolder(profile, "settings.json");
}

QString stateFolderOf(const QString& profile)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/signalbox/") + profile;
}

QString windowSocket(const QString& profile)
{
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation)
        + QStringLiteral("/signalbox-%1.socket").arg(profile);
}

QString ctlSocket(const QString& profile, const QString& stateFolder)
{
    // Asked for directly: QStandardPaths makes up a place where the system gives none.
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo(runtime).isDir()
        ? runtime + QStringLiteral("/signalbox-%1.ctl").arg(profile)
        : stateFolder + QStringLiteral("/ctl.socket");
}

} // namespace Signalbox
