// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/corpustest.h"
#include "tests/fuzz/headcheck.h"
#include "tests/support/suite.h"

namespace Signalbox {

class TestHeadCorpus : public CorpusTest
{
    Q_OBJECT

public:
    TestHeadCorpus()
        : CorpusTest(QStringLiteral("head"), complaintAboutHead)
    { }
};

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestHeadCorpus)
#include "tst_headcorpus.moc"
