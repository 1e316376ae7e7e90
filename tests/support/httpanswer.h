// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QUrl>

namespace Signalbox {

/// What a server says to one request, read until it closes the connection.
struct HttpAnswer
{
    int status = 0; ///< 0: no answer that looks like HTTP
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// Sends these bytes to the hub and waits for the answer.
HttpAnswer ask(const QUrl& hub, const QByteArray& request);

/// A GET of this path.
HttpAnswer get(const QUrl& hub, const QByteArray& path);

} // namespace Signalbox
