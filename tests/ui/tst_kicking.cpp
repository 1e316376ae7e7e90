// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/bans.h"
#include "core/hub.h"
#include "tests/support/suite.h"
#include "tests/ui/snapshots.h"
#include "ui/peers/kicking.h"
#include "ui/peers/peertablemodel.h"
#include "ui/uistate.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

using namespace Signalbox;

/// What the window says of kicks: what became of them, and not what was wished for.
class TestKicking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsKeptOutIsToldWithHowThingsStoodBefore();
    void aFullListKeepsNobodyOutAndThatIsSaid();
    void whoCannotBeKnownAgainIsSaidToComeBack();
    void ofSeveralItSaysHowManyAreKeptOut();
    void whoHadLeftMeanwhileWasNotKicked();
    void aWindowThatIsGoneIsToldNothing();
};

namespace {

/// A real hub, and what the window has of it.
struct Stage
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    UiState state{settings};
    Hub hub;
    PeerTableModel peers;
    std::unique_ptr<QWidget> window = std::make_unique<QWidget>();
    Kicking* kicking = new Kicking(hub, peers, state, *window);
    QSignalSpy done{kicking, &Kicking::done};
    QSignalSpy said{kicking, &Kicking::said};
    SnapshotPtr newest;
    std::vector<std::unique_ptr<QWebSocket>> clients;

    Stage()
    {
        QObject::connect(&hub, &Hub::snapshotReady, window.get(), [this](const SnapshotPtr& now) {
            newest = now;
            peers.apply(now);
            kicking->apply(now);
        });
        HubConfig config;
        config.listenAddress = QStringLiteral("127.0.0.1");
        config.port = 0;
        hub.watch();
        hub.start(config);
    }

    /// Has one of a browser each come in, by these messages.
    bool admit(const QStringList& joins)
    {
        if (!QTest::qWaitFor([this] { return hub.state().phase == HubState::Phase::Listening; })) {
            return false;
        }
        for (const QString& join : joins) {
            clients.push_back(std::make_unique<QWebSocket>());
            QWebSocket* socket = clients.back().get();
            QObject::connect(socket, &QWebSocket::connected, socket,
                [socket, join] { socket->sendTextMessage(join); });
            socket->open(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(hub.state().port)));
        }
        return QTest::qWaitFor([this, &joins] {
            int joined = 0;
            for (int row = 0; row < peers.rowCount(); ++row) {
                joined += peers.entry(row).row.peer.joined ? 1 : 0;
            }
            return joined == joins.size();
        });
    }

    void kickAll() const
    {
        QList<PeerNumber> all;
        for (int row = 0; row < peers.rowCount(); ++row) {
            all += peers.entry(row).row.peer.number;
        }
        kicking->kickNow(all);
    }
};

const QString ann = QStringLiteral(R"({"type":"join","nick":"ann"})");
const QString nameless = QStringLiteral(R"({"type":"join","id":"u1"})");

QString sentence(const QSignalSpy& spy)
{
    QString text = spy.first().first().toString();
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

} // namespace

void TestKicking::whoIsKeptOutIsToldWithHowThingsStoodBefore()
{
    Stage stage;
    QVERIFY(stage.admit({ann}));
    const SnapshotPtr before = stage.newest;
    stage.kickAll();
    QVERIFY(stage.done.isEmpty());
    QTRY_COMPARE(stage.done.size(), 1);
    QCOMPARE(sentence(stage.done), QStringLiteral("Kicked ann. Kept out: 10 min."));
    QCOMPARE(stage.done.first().at(1).value<SnapshotPtr>(), before);
    QVERIFY(stage.said.isEmpty());
}

void TestKicking::aFullListKeepsNobodyOutAndThatIsSaid()
{
    Stage stage;
    QVERIFY(stage.admit({ann}));
    QList<BanOrder> orders;
    for (size_t i = 0; i < Bans::MostBans; ++i) {
        orders.append({{BanRule::Kind::Nick, {}, QStringLiteral("nick%1").arg(i)},
            BanEffect::Refuse, {}, Forever});
    }
    stage.hub.ban(orders);
    stage.kickAll();
    QTRY_COMPARE(stage.said.size(), 1);
    QVERIFY2(sentence(stage.said).startsWith(QStringLiteral("Kicked ann. They can come back")),
        qPrintable(sentence(stage.said)));
    QVERIFY(sentence(stage.said).contains(QStringLiteral("list of bans is full")));
    QVERIFY(stage.done.isEmpty()); // there is nothing to take back
}

void TestKicking::whoCannotBeKnownAgainIsSaidToComeBack()
{
    Stage stage;
    QVERIFY(stage.admit({nameless}));
    stage.kickAll();
    QTRY_COMPARE(stage.said.size(), 1);
    QVERIFY2(sentence(stage.said).contains(QStringLiteral("come back at once: nothing tells")),
        qPrintable(sentence(stage.said)));
    QVERIFY(stage.done.isEmpty());
}

void TestKicking::ofSeveralItSaysHowManyAreKeptOut()
{
    Stage stage;
    QVERIFY(stage.admit({ann, nameless}));
    stage.kickAll();
    QTRY_COMPARE(stage.done.size(), 1);
    for (const char* part :
        {"Kicked 2", "Kept out 1 of them: 10 min.", "1 can come back at once"}) {
        QVERIFY2(
            sentence(stage.done).contains(QLatin1String(part)), qPrintable(sentence(stage.done)));
    }
}

void TestKicking::whoHadLeftMeanwhileWasNotKicked()
{
    Stage stage;
    Snapshots snapshots;
    snapshots.add(QStringLiteral("bob")); // whom the hub does not know any more
    stage.peers.apply(snapshots.take());
    stage.kickAll();
    QTRY_COMPARE(stage.said.size(), 1);
    QCOMPARE(sentence(stage.said), QStringLiteral("They had already left."));
    QVERIFY(stage.done.isEmpty());
}

void TestKicking::aWindowThatIsGoneIsToldNothing()
{
    Stage stage;
    Snapshots snapshots;
    snapshots.add(QStringLiteral("bob"));
    stage.peers.apply(snapshots.take());
    stage.kickAll();
    stage.window.reset();
    bool isAnswered = false;
    stage.hub.inquire([&isAnswered](int) { isAnswered = true; }); // after the kick's own answer
    QTRY_VERIFY(isAnswered);
    QVERIFY(stage.said.isEmpty());
}

SIGNALBOX_TEST(TestKicking)
#include "tst_kicking.moc"
