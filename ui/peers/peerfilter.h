// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ids.h"
#include "ui/peers/peercolumn.h"
#include "ui/peers/peerentry.h"

#include <QList>
#include <QString>

#include <optional>

namespace Signalbox {

/// Which peers to show, as typed: words that must all be found in some field, and terms like
/// room:red or state:"not joined" that look at one. Letter case does not count.
///
/// Thread: GUI. A value.
class PeerFilter
{
public:
    PeerFilter() = default;

    /// Anything can be typed: what names no field is a word.
    static PeerFilter parse(const QString& text);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool accepts(const PeerEntry& entry) const;

private:
    struct Term
    {
        std::optional<PeerColumn> field;
        QString text; ///< folded
    };

    static bool accepts(const Term& term, const PeerEntry& entry);

    QList<Term> m_terms;
};

} // namespace Signalbox
