// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/configcheck.h"
#include "tests/fuzz/corpustest.h"
#include "tests/support/suite.h"

namespace Signalbox {

class TestConfigCorpus : public CorpusTest
{
    Q_OBJECT

public:
    TestConfigCorpus()
        : CorpusTest(QStringLiteral("config"), complaintAboutConfig)
    { }
};

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestConfigCorpus)
#include "tst_configcorpus.moc"
