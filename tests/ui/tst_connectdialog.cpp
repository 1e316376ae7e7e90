// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/share/connectdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Signalbox;

class TestConnectDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyGuideIsListedTheOwnFirst();
    void whatIsShownIsCopied();
    void theSnippetIsPlainTextThatCannotBeChanged();
};

namespace {

struct Stage
{
    QList<Guide> all = guides(QStringLiteral("192.168.1.20"), 8080);
    ConnectDialog dialog{all};

    template <typename T>
    T* find(const char* name) const
    {
        return dialog.findChild<T*>(QString::fromLatin1(name));
    }
};

} // namespace

void TestConnectDialog::everyGuideIsListedTheOwnFirst()
{
    const Stage stage;
    const auto* list = stage.find<QListWidget>("guides");
    QCOMPARE(list->count(), static_cast<int>(stage.all.size()));
    QCOMPARE(list->item(0)->text(), OwnDialect);
    QCOMPARE(stage.dialog.shown(), 0);
    for (int i = 0; i < list->count(); ++i) {
        QVERIFY(list->item(i)
                    ->data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(stage.all.at(i).client));
    }
}

void TestConnectDialog::whatIsShownIsCopied()
{
    Stage stage;
    for (int i = 0; i < stage.all.size(); ++i) {
        stage.dialog.choose(i);
        QCOMPARE(stage.find<QLineEdit>("guideUrl")->text(), stage.all.at(i).url);
        stage.find<QPushButton>("copyGuideUrl")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), stage.all.at(i).url);
        stage.find<QPushButton>("copyGuideSnippet")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), stage.all.at(i).snippet);
        QCOMPARE(stage.find<QPushButton>("copyGuideSnippet")->text(), QStringLiteral("Copied"));
    }
    stage.dialog.choose(0);
    QVERIFY(stage.find<QPushButton>("copyGuideSnippet")->text() != QStringLiteral("Copied"));
}

void TestConnectDialog::theSnippetIsPlainTextThatCannotBeChanged()
{
    const Stage stage;
    const auto* snippet = stage.find<QPlainTextEdit>("guideSnippet");
    QVERIFY(snippet->isReadOnly());
    QCOMPARE(snippet->toPlainText(), stage.all.first().snippet);
    QVERIFY(stage.find<QLineEdit>("guideUrl")->isReadOnly());
}

SIGNALBOX_TEST(TestConnectDialog)
#include "tst_connectdialog.moc"
