// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peername.h"

#include "ui/format.h"
#include "ui/plaintext.h"

#include <QRegularExpression>

namespace Signalbox {

namespace {

constexpr qsizetype shownDigits = 8;

bool isUuid(const QString& id)
{
    static const QRegularExpression shape(
        QStringLiteral(R"(\A[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\z)"));
    return shape.match(id).hasMatch();
}

bool isLongHex(const QString& id)
{
    static const QRegularExpression shape(QStringLiteral(R"(\A[0-9A-Fa-f]{16,}\z)"));
    return shape.match(id).hasMatch();
}

} // namespace

bool isMachineMade(const PeerId& id)
{
    return isUuid(id) || isLongHex(id);
}

QString shortId(const PeerId& id)
{
    if (isUuid(id)) {
        return id.left(shownDigits);
    }
    // Long ids without a shape of their own often begin with what all of a program have in common.
    return isLongHex(id) ? QChar(0x2026) + id.right(shownDigits) : plain(id);
}

QString readableName(const Identity& identity)
{
    const QString nick = plain(identity.nick);
    return nick.isEmpty() ? shortId(identity.id) : nick;
}

QString readableName(const Peer& peer)
{
    const QString name = readableName(peer.identity);
    if (name.isEmpty()) {
        return u'#' + QString::number(static_cast<quint64>(peer.number));
    }
    if (!plain(peer.identity.nick).isEmpty() || !isMachineMade(peer.identity.id)) {
        return name;
    }
    const QString program = clientProgram(peer.origin.userAgent);
    return program.isEmpty() ? name : name + QStringLiteral(" · ") + program;
}

} // namespace Signalbox
