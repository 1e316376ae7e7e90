// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/bancheck.h"
#include "tests/fuzz/corpustest.h"
#include "tests/support/suite.h"

namespace Signalbox {

class TestBanCorpus : public CorpusTest
{
    Q_OBJECT

public:
    TestBanCorpus()
        : CorpusTest(QStringLiteral("bans"), complaintAboutBans)
    { }
};

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestBanCorpus)
#include "tst_bancorpus.moc"
