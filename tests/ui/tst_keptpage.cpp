// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/settings/keptpage.h"

#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QUrl>

namespace Signalbox {

/// Hears which folders are to be opened, in place of the desktop.
class FolderOpener : public QObject
{
    Q_OBJECT

public:
    FolderOpener() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "open"); }
    ~FolderOpener() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }

    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl& url) { opened += url; }
};

class TestKeptPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLogIsAWholePathOrNone_data();
    void aLogIsAWholePathOrNone();
    void theFolderIsShownAndOpenedAndCannotBeChanged();
    void aFolderThatIsGivenElsewhereCanStillBeOpened();
    void withoutAFolderNothingIsOpened();

private:
    static HubConfig withFolder();
};

HubConfig TestKeptPage::withFolder()
{
    HubConfig config;
    config.stateFolder = QStringLiteral("/home/ann/hub");
    return config;
}

void TestKeptPage::aLogIsAWholePathOrNone_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("none") << QString() << true;
    QTest::newRow("a path") << QStringLiteral(" /home/ann/my hub.log ") << true;
    QTest::newRow("standard output") << QStringLiteral("-") << true;
    QTest::newRow("from somewhere") << QStringLiteral("hub.log") << false;
    QTest::newRow("with a control character") << QStringLiteral("/home/ann\u0007/hub.log") << false;
    QTest::newRow("too long") << u'/' + QString(4000, u'a') << false;
}

void TestKeptPage::aLogIsAWholePathOrNone()
{
    QFETCH(QString, typed);
    QFETCH(bool, isGood);
    const KeptPage page;
    page.findChild<QLineEdit*>(QStringLiteral("logFile"))->setText(typed);
    QCOMPARE(page.problem().isEmpty(), isGood);
    QCOMPARE(page.findChild<QLabel*>(QStringLiteral("logProblem"))->isHidden(), isGood);
    HubConfig config;
    page.write(config);
    QCOMPARE(config.log, typed.trimmed());
}

void TestKeptPage::theFolderIsShownAndOpenedAndCannotBeChanged()
{
    FolderOpener opener;
    KeptPage page;
    page.read(withFolder());
    const auto* folder = page.findChild<QLineEdit*>(QStringLiteral("stateFolder"));
    QVERIFY(folder->isReadOnly());
    QCOMPARE(folder->text(), withFolder().stateFolder);
    page.findChild<QPushButton*>(QStringLiteral("openStateFolder"))->click();
    QCOMPARE(opener.opened, QList<QUrl>{QUrl(QStringLiteral("file:///home/ann/hub"))});
}

void TestKeptPage::aFolderThatIsGivenElsewhereCanStillBeOpened()
{
    KeptPage page;
    page.setGiven({{QStringLiteral("state-folder"), SettingSource::File},
        {QStringLiteral("log"), SettingSource::File}});
    page.read(withFolder());
    QVERIFY(page.findChild<QPushButton*>(QStringLiteral("openStateFolder"))->isEnabled());
    QVERIFY(!page.findChild<QLineEdit*>(QStringLiteral("logFile"))->isEnabled());
}

void TestKeptPage::withoutAFolderNothingIsOpened()
{
    KeptPage page;
    page.read({});
    QVERIFY(!page.findChild<QPushButton*>(QStringLiteral("openStateFolder"))->isEnabled());
}

} // namespace Signalbox

SIGNALBOX_TEST(Signalbox::TestKeptPage)
#include "tst_keptpage.moc"
