// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/corpustest.h"
#include "tests/fuzz/secretcheck.h"
#include "tests/support/suite.h"

namespace Signalbox {

class TestSecretCorpus : public CorpusTest
{
    Q_OBJECT

public:
    TestSecretCorpus()
        : CorpusTest(QStringLiteral("secrets"), complaintAboutSecrets)
    { }
};

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestSecretCorpus)
#include "tst_secretcorpus.moc"
