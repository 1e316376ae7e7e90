// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/peercolumn.h"

#include <QCoreApplication>

#include <array>

namespace Signalbox {

namespace {

struct ColumnFacts
{
    const char* title;
    const char* explanation;
    int width;
    bool numeric;
    bool usual = true; ///< shown before anybody chooses
};

constexpr std::array facts{
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "State"),
        QT_TRANSLATE_NOOP("PeerColumn", "Whether the peer has joined and keeps up"), 13, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Name"),
        QT_TRANSLATE_NOOP(
            "PeerColumn", "The nick the peer gave itself, or its ID and its program in short"),
        15, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Protocol"),
        QT_TRANSLATE_NOOP("PeerColumn", "The signaling protocol that it speaks"), 13, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "ID"),
        QT_TRANSLATE_NOOP("PeerColumn", "What other peers address it by"), 8, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Room"),
        QT_TRANSLATE_NOOP("PeerColumn", "The rooms whose members hear it"), 11, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Address"),
        QT_TRANSLATE_NOOP("PeerColumn", "The network address it connects from"), 12, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Program"),
        QT_TRANSLATE_NOOP("PeerColumn", "The browser or program, as it says itself"), 9, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Connected"),
        QT_TRANSLATE_NOOP("PeerColumn", "For how long it has been connected"), 9, true},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "In"),
        QT_TRANSLATE_NOOP("PeerColumn", "Messages that came from it"), 5, true},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Out"),
        QT_TRANSLATE_NOOP("PeerColumn", "Messages that were sent to it"), 5, true},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Data in"),
        QT_TRANSLATE_NOOP("PeerColumn", "Bytes that came from it"), 8, true, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Data out"),
        QT_TRANSLATE_NOOP("PeerColumn", "Bytes that were sent to it"), 8, true, false},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Rate"),
        QT_TRANSLATE_NOOP("PeerColumn", "Messages per second, in and out, and the last minute"), 11,
        true},
    ColumnFacts{QT_TRANSLATE_NOOP("PeerColumn", "Round trip"),
        QT_TRANSLATE_NOOP("PeerColumn", "How long the last ping took there and back"), 9, true},
};
static_assert(facts.size() == peerColumnCount);

const ColumnFacts& factsOf(PeerColumn column)
{
    return facts.at(static_cast<size_t>(column));
}

} // namespace

QString columnTitle(PeerColumn column)
{
    return QCoreApplication::translate("PeerColumn", factsOf(column).title);
}

QString columnExplanation(PeerColumn column)
{
    return QCoreApplication::translate("PeerColumn", factsOf(column).explanation);
}

bool isNumeric(PeerColumn column)
{
    return factsOf(column).numeric;
}

bool isUsual(PeerColumn column)
{
    return factsOf(column).usual;
}

int defaultWidth(PeerColumn column)
{
    return factsOf(column).width;
}

} // namespace Signalbox
