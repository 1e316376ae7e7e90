// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/profile.h"

#include <QStandardPaths>

namespace Signalbox {

QString windowSettingsFile(const QString& profile)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/signalbox/%1/window.ini").arg(profile);
}

QString windowSocket(const QString& profile)
{
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation)
        + QStringLiteral("/signalbox-%1.socket").arg(profile);
}

} // namespace Signalbox
