// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace Signalbox {

/// How one client is pointed at this hub: what its owner copies.
struct Guide
{
    QString dialect; ///< as in Origin::dialect
    QString client; ///< the program or library, with the version it was written for
    QString url; ///< what the client is told, ready for use
    QString snippet; ///< a whole small program, or a command line
};

/// The name of the hub's own dialect.
inline const QString OwnDialect = QStringLiteral("Signalbox");

/// A guide for each client that the hub is made for, its own first. Host: as in a URL. The snippets
/// use no server on the internet where the client lets them. encrypted: by https and wss, which the
/// client's machine must trust. Pure; any thread.
QList<Guide> guides(const QString& host, quint16 port, bool encrypted = false);

} // namespace Signalbox
