// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/suite.h"
#include "ui/uistate.h"

#include <QHeaderView>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

using namespace Signalbox;

class TestUiState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsComeBack();
    void nonsenseIsIgnored();
    void aHeaderWithoutColumnsGetsOneBack();
    void textsComeBack();
};

namespace {

struct Store
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    UiState state{settings};
};

const QString key = QStringLiteral("table");

} // namespace

void TestUiState::columnsComeBack()
{
    Store store;
    QStandardItemModel model(1, 4);
    QHeaderView header(Qt::Horizontal);
    header.setModel(&model);
    header.setSectionHidden(2, true);
    header.resizeSection(1, 123);
    store.state.save(key, header);
    QHeaderView other(Qt::Horizontal);
    other.setModel(&model);
    QVERIFY(store.state.restore(key, other));
    QVERIFY(other.isSectionHidden(2));
    QCOMPARE(other.sectionSize(1), 123);
}

void TestUiState::nonsenseIsIgnored()
{
    Store store;
    QStandardItemModel model(1, 4);
    QHeaderView header(Qt::Horizontal);
    header.setModel(&model);
    QVERIFY(!store.state.restore(key, header));
    store.settings.setValue(QStringLiteral("window/v2/table"), QByteArray("nonsense"));
    QVERIFY(!store.state.restore(key, header));
    QCOMPARE(header.count(), 4);
}

void TestUiState::aHeaderWithoutColumnsGetsOneBack()
{
    Store store;
    QStandardItemModel model(1, 2);
    QHeaderView header(Qt::Horizontal);
    header.setModel(&model);
    header.hideSection(0);
    header.hideSection(1);
    store.state.save(key, header);
    QVERIFY(store.state.restore(key, header));
    QCOMPARE(header.hiddenSectionCount(), 1);
}

void TestUiState::textsComeBack()
{
    Store store;
    store.state.saveText(key, QStringLiteral("red"));
    QCOMPARE(store.state.text(key), QStringLiteral("red"));
    store.state.saveList(QStringLiteral("list"), {QStringLiteral("a"), QString()});
    QCOMPARE(store.state.list(QStringLiteral("list")).size(), 2);
}

SIGNALBOX_TEST(TestUiState)
#include "tst_uistate.moc"
