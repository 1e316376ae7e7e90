// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/corpustest.h"
#include "tests/fuzz/wholetextcheck.h"
#include "tests/support/suite.h"

namespace Signalbox {

class TestWholeTextCorpus : public CorpusTest
{
    Q_OBJECT

public:
    TestWholeTextCorpus()
        : CorpusTest(QStringLiteral("wholetexts"), complaintAboutWholeTexts)
    { }
};

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestWholeTextCorpus)
#include "tst_wholetextcorpus.moc"
