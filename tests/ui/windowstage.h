// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hub.h"
#include "tests/ui/snapshots.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

namespace Signalbox {

/// A window over a hub that was never started: the test says what the hub would say.
struct WindowStage
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    Hub hub;
    Snapshots snapshots;
    MainWindow window{hub, {}, settings};

    WindowStage()
    {
        // Newer than anything that the hub itself says meanwhile.
        for (int i = 0; i < 1000; ++i) {
            snapshots.take();
        }
    }

    static HubState listening()
    {
        HubState state;
        state.phase = HubState::Phase::Listening;
        state.port = 8080;
        state.endpoints = {{QStringLiteral("192.168.1.20"), 8080, QStringLiteral("eth0"), false},
            {QStringLiteral("fd00::1"), 8080, QStringLiteral("eth0"), false},
            {QStringLiteral("127.0.0.1"), 8080, QStringLiteral("lo"), true}};
        return state;
    }

    void tell(const HubState& state) { Q_EMIT hub.stateChanged(state); }
    void update() { Q_EMIT hub.snapshotReady(snapshots.take()); }

    QString text(const char* name) const
    {
        return window.findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    QString url() const { return window.findChild<QLineEdit*>(QStringLiteral("pageUrl"))->text(); }
    QStringList barButtons() const
    {
        QStringList texts;
        const auto* bar = window.findChild<QWidget*>(QStringLiteral("messageBar"));
        for (const QPushButton* button : bar->findChildren<QPushButton*>()) {
            if (!button->isHidden()) {
                texts += button->text();
            }
        }
        return texts;
    }
    bool isBarShown() const
    {
        return !window.findChild<QWidget*>(QStringLiteral("messageBar"))->isHidden();
    }
    void startWithPeers(int count)
    {
        HubConfig config;
        config.listenAddress = QStringLiteral("127.0.0.1");
        config.port = 0;
        hub.start(config);
        QTRY_COMPARE(hub.state().phase, HubState::Phase::Listening);
        for (int i = 0; i < count; ++i) {
            snapshots.add(QString::number(i));
        }
        window.show();
        update();
    }

    void press(const QString& button) const
    {
        const auto* bar = window.findChild<QWidget*>(QStringLiteral("messageBar"));
        for (QPushButton* one : bar->findChildren<QPushButton*>()) {
            if (!one->isHidden() && one->text() == button) {
                one->click();
                return;
            }
        }
        QFAIL(qPrintable(button));
    }

    QAction* action(const char* name) const
    {
        return window.findChild<QAction*>(QString::fromLatin1(name));
    }
    QTreeView* view() const { return window.findChild<QTreeView*>(QStringLiteral("peerView")); }
};

} // namespace Signalbox
