// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/architecture/includerules.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace Signalbox {

/// The house keeps its rules, and the check that says so would notice if it did not.
class TestIncludeRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void houseKeepsItsRules();
    void allowedIncludesPass();
    void forbiddenIncludeIsFound_data();
    void forbiddenIncludeIsFound();
    void windowThatReachesSocketsThroughTheStaircaseIsFound();
    void rulesThatReachJsonThroughTheirOwnHeaderAreFound();
    void roomThatTheTableDoesNotKnowIsFound();
    void sourceThatIncludesItsHeaderLateIsFound();

private:
    using Tree = QList<std::pair<QString, QString>>;
    QStringList violationsIn(const Tree& tree);
};

QStringList TestIncludeRules::violationsIn(const Tree& tree)
{
    const QTemporaryDir root;
    for (const auto& [path, text] : tree) {
        const QString full = root.filePath(path);
        QDir().mkpath(QFileInfo(full).path());
        QFile file(full);
        if (!file.open(QIODevice::WriteOnly)) {
            return {QStringLiteral("cannot write ") + full};
        }
        file.write(text.toUtf8());
    }
    IncludeRules rules(roomsOfTheHouse(), root.path(), QStringLiteral(QT_HEADERS));
    return rules.violations({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui")});
}

void TestIncludeRules::houseKeepsItsRules()
{
    QVERIFY(QFile::exists(QStringLiteral(SOURCE_ROOT "/core/hub.h")));
    IncludeRules rules(roomsOfTheHouse(), QStringLiteral(SOURCE_ROOT), QStringLiteral(QT_HEADERS));
    const QStringList violations
        = rules.violations({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui")});
    QVERIFY2(violations.isEmpty(), qPrintable(u'\n' + violations.join(u'\n')));
}

void TestIncludeRules::allowedIncludesPass()
{
    const QStringList violations = violationsIn({
        {QStringLiteral("core/signal/peer.h"), QStringLiteral("#include <QString>\n")},
        {QStringLiteral("core/link/link.h"),
            QStringLiteral("#include \"core/signal/peer.h\"\n#include <memory>\n")},
        {QStringLiteral("core/net/door.cpp"),
            QStringLiteral("#include \"core/link/link.h\"\n#include <QTcpServer>\n"
                           "#include <sys/socket.h>\n#include \"door.moc\"\n")},
        {QStringLiteral("core/hub.h"), QStringLiteral("#include \"core/signal/peer.h\"\n")},
        {QStringLiteral("core/hub.cpp"),
            QStringLiteral("#include \"core/hub.h\"\n#include \"core/net/door.cpp\"\n")},
        {QStringLiteral("ui/peers/table.cpp"),
            QStringLiteral("#include \"core/hub.h\"\n#include <QtWidgets/QTableView>\n")},
    });
    QCOMPARE(violations, QStringList());
}

void TestIncludeRules::forbiddenIncludeIsFound_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");

    const auto row = [](const char* name, const char* file, const char* line) {
        QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(line);
    };
    row("the core shows a widget", "core/net/door.cpp", "#include <QWidget>");
    row("the core shows a widget, module named", "core/hub.cpp", "#include <QtWidgets/QWidget>");
    row("the core draws", "core/net/door.cpp", "#include <QtGui/QImage>");
    row("the core draws, old spelling", "core/net/door.cpp", "#include <qimage.h>");
    row("the core tests itself", "core/net/door.cpp", "#include <QTest>");
    row("the rules open sockets", "core/signal/core.cpp", "#include <QTcpSocket>");
    row("the rules open sockets by hand", "core/signal/core.cpp", "#include <sys/socket.h>");
    row("the rules read JSON", "core/signal/core.cpp", "#include <QJsonObject>");
    row("the rules read JSON, old spelling", "core/signal/core.cpp", "#include <qjsonobject.h>");
    row("the rules keep variants", "core/signal/core.cpp", "  #  include <QtCore/QVariantMap>");
    row("the rules know the wires", "core/signal/core.cpp", "#include \"core/net/target.h\"");
    row("the rules know a dialect", "core/signal/core.cpp", "#include \"core/dialects/target.h\"");
    row("a dialect knows its link", "core/dialects/seed.cpp", "#include \"core/link/target.h\"");
    row("a link knows the wires", "core/link/link.cpp", "#include \"core/net/target.h\"");
    row("a link opens sockets", "core/link/link.cpp", "#include <QWebSocket>");
    row("JSON knows the rules", "core/json/scan.cpp", "#include \"core/signal/target.h\"");
    row("the wires know a dialect", "core/net/door.cpp", "#include \"core/dialects/target.h\"");
    row("the window knows the wires", "ui/mainwindow.cpp", "#include \"core/net/target.h\"");
    row("the window knows the rules", "ui/peers/model.cpp", "#include \"core/signal/target.h\"");
    row("the window opens sockets", "ui/mainwindow.cpp", "#include <QTcpSocket>");
    row("a pane knows another pane", "ui/peers/model.cpp", "#include \"ui/log/target.h\"");
    row("a pane knows the window", "ui/peers/model.cpp", "#include \"ui/mainwindow.h\"");
    row("what panes share knows a pane", "ui/format.cpp", "#include \"ui/log/target.h\"");
    row("a pane without a room", "ui/charts/chart.cpp", "#include <QWidget>");
    row("the program knows the wires", "app/main.cpp", "#include \"core/net/target.h\"");
    row("the core knows the window", "core/hub.cpp", "#include \"ui/target.h\"");
    row("the core knows the program", "core/hub.cpp", "#include \"app/target.h\"");
    row("the program asks the internet", "app/main.cpp", "#include <QNetworkAccessManager>");
    row("the wires ask for names", "core/net/door.cpp", "#include <QtNetwork/qdnslookup.h>");
    row("not from the root", "core/net/door.cpp", "#include \"target.h\"");
    row("no such Qt header", "core/net/door.cpp", "#include <QNoSuchThing>");
    row("a macro", "core/net/door.cpp", "#include HEADER");
}

void TestIncludeRules::forbiddenIncludeIsFound()
{
    QFETCH(QString, file);
    QFETCH(QString, line);

    Tree tree{{file, line + u'\n'}};
    for (const char* room :
        {"core/net", "core/dialects", "core/link", "core/signal", "ui", "ui/log", "app"}) {
        tree.append({QString::fromLatin1(room) + QStringLiteral("/target.h"), QString()});
    }
    tree.append({QStringLiteral("ui/mainwindow.h"), QString()});
    const QStringList violations = violationsIn(tree);
    QVERIFY(!violations.isEmpty());
    for (const QString& violation : violations) {
        QVERIFY2(violation.startsWith(file), qPrintable(violation));
    }
}

void TestIncludeRules::windowThatReachesSocketsThroughTheStaircaseIsFound()
{
    const QStringList violations = violationsIn({
        {QStringLiteral("core/net/door.h"), QStringLiteral("#include <QTcpServer>\n")},
        {QStringLiteral("core/switchboard.h"), QStringLiteral("#include \"core/net/door.h\"\n")},
        {QStringLiteral("core/hub.h"), QStringLiteral("#include \"core/switchboard.h\"\n")},
        {QStringLiteral("ui/mainwindow.h"), QStringLiteral("#include \"core/hub.h\"\n")},
    });
    const auto has
        = [&](const char* sentence) { return violations.contains(QString::fromLatin1(sentence)); };
    QVERIFY(has("core/hub.h includes core/switchboard.h: staircase may not include hub"));
    QVERIFY(has("ui/mainwindow.h reaches core/net/door.h: window may not reach net"));
    QVERIFY(has("ui/mainwindow.h reaches <QtNetwork/QTcpServer>: window may not use QtNetwork"));
}

void TestIncludeRules::rulesThatReachJsonThroughTheirOwnHeaderAreFound()
{
    const QStringList violations = violationsIn({
        {QStringLiteral("core/signal/tree.h"), QStringLiteral("#include <QJsonValue>\n")},
        {QStringLiteral("core/signal/signalcore.h"),
            QStringLiteral("#include \"core/signal/tree.h\"\n")},
    });
    QVERIFY(violations.contains(QStringLiteral(
        "core/signal/signalcore.h reaches <QtCore/QJsonValue>: forbidden in signal")));
}

void TestIncludeRules::roomThatTheTableDoesNotKnowIsFound()
{
    const QStringList violations = violationsIn({
        {QStringLiteral("core/cellar/wine.h"), QString()},
        {QStringLiteral("core/signal/peer.h"),
            QStringLiteral("#include \"core/cellar/wine.h\"\n#include \"tests/fake.h\"\n")},
        {QStringLiteral("tests/fake.h"), QString()},
    });
    QVERIFY(violations.contains(
        QStringLiteral("core/signal/peer.h includes tests/fake.h, which belongs to no room")));
    QVERIFY(
        violations.contains(QStringLiteral("core/cellar/wine.h belongs to no room of the table")));
}

void TestIncludeRules::sourceThatIncludesItsHeaderLateIsFound()
{
    const QStringList violations = violationsIn({
        {QStringLiteral("core/net/door.h"), QString()},
        {QStringLiteral("core/net/door.cpp"),
            QStringLiteral("#include <QString>\n#include \"core/net/door.h\"\n")},
    });
    QCOMPARE(violations,
        QStringList{QStringLiteral("core/net/door.cpp does not include its own header first")});
}

} // namespace Signalbox

QTEST_APPLESS_MAIN(Signalbox::TestIncludeRules)
#include "tst_includerules.moc"
