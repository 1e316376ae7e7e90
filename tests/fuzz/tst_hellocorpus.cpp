// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/corpustest.h"
#include "tests/fuzz/hellocheck.h"
#include "tests/support/suite.h"

namespace Signalbox {

class TestHelloCorpus : public CorpusTest
{
    Q_OBJECT

public:
    TestHelloCorpus()
        : CorpusTest(QStringLiteral("hello"), complaintAboutHello)
    { }
};

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestHelloCorpus)
#include "tst_hellocorpus.moc"
