// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/corpustest.h"
#include "tests/fuzz/scancheck.h"
#include "tests/support/suite.h"

namespace Signalbox {

class TestScanCorpus : public CorpusTest
{
    Q_OBJECT

public:
    TestScanCorpus()
        : CorpusTest(QStringLiteral("scan"), complaintAboutScan)
    { }
};

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestScanCorpus)
#include "tst_scancorpus.moc"
