// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"
#include "ui/peers/peercolumn.h"

#include <QList>
#include <QString>

namespace Signalbox {

struct PeerEntry;

/// Peers as text for other programs. GUI thread.

/// A cell as a spreadsheet takes it: never a formula, never two cells.
QString spreadsheetCell(const QString& text);

/// Tab-separated rows of these columns, with exact numbers; a header when there are several rows.
QString rowsAsText(
    const QList<const PeerEntry*>& peers, const QList<PeerColumn>& columns, Moment now);

/// One column of several peers, a line each.
QString columnAsText(const QList<const PeerEntry*>& peers, PeerColumn column, Moment now);

} // namespace Signalbox
