// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/corpustest.h"
#include "tests/fuzz/dialectcheck.h"
#include "tests/support/suite.h"

namespace Signalbox {

class TestDialectCorpus : public CorpusTest
{
    Q_OBJECT

public:
    TestDialectCorpus()
        : CorpusTest(QStringLiteral("dialects"), complaintAboutDialects)
    { }

private Q_SLOTS:
    void everyKeptInputHoldsInEveryLanguage_data() { addInputs(); }
    void everyKeptInputHoldsInEveryLanguage();
};

void TestDialectCorpus::everyKeptInputHoldsInEveryLanguage()
{
    QFETCH(QByteArray, input);
    for (char language = '0'; language <= ':'; ++language) {
        input[0] = language;
        QCOMPARE(complaintAbout(input), QString());
    }
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestDialectCorpus)
#include "tst_dialectcorpus.moc"
