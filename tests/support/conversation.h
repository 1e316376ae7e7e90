// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/dialogue.h"

#include <QTest>

/// Tables of conversations: under which policies, what came before, which steps follow, and what is
/// told by them. See Dialogue for the words.
namespace Signalbox::Conversation {

using Policies = std::vector<RealmPolicy>;

inline void addColumns()
{
    QTest::addColumn<Policies>("policies");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("told");
}

inline void row(const char* name, const Policies& policies, const char* before, const char* steps,
    const char* told)
{
    QTest::newRow(name) << policies << QString::fromUtf8(before) << QString::fromUtf8(steps)
                        << QString::fromUtf8(told);
}

/// In the test of such a table.
inline void check()
{
    QFETCH(Policies, policies);
    QFETCH(QString, before);
    QFETCH(QString, steps);
    QFETCH(QString, told);
    QCOMPARE(Dialogue::told(policies, before, steps), told);
}

} // namespace Signalbox::Conversation
