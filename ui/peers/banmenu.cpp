// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/banmenu.h"

#include "ui/icons.h"

#include <QCoreApplication>
#include <QMenu>

namespace Signalbox {

namespace {

struct BanMenu
{
    Q_DECLARE_TR_FUNCTIONS(BanMenu)
};

} // namespace

void addBansTo(
    QMenu& menu, const Peer* only, const std::function<void(BanRule::Kind kind)>& onChosen)
{
    QMenu* bans = menu.addMenu(symbolicIcon(QStringLiteral("ban")), BanMenu::tr("&Ban"));
    bans->setObjectName(QStringLiteral("banMenu"));
    const auto add = [&](const QString& text, BanRule::Kind kind, bool isPossible) {
        QAction* action = bans->addAction(text);
        action->setEnabled(isPossible);
        QObject::connect(action, &QAction::triggered, &menu, [onChosen, kind] { onChosen(kind); });
    };
    add(only ? BanMenu::tr("This &peer…") : BanMenu::tr("These &peers…"), BanRule::Kind::Peer,
        true);
    add(BanMenu::tr("Their &address…"), BanRule::Kind::Address, only != nullptr);
    add(BanMenu::tr("Their &web page…"), BanRule::Kind::Site, only && !only->origin.site.isEmpty());
    add(BanMenu::tr("Their &nick…"), BanRule::Kind::Nick, only && !only->identity.nick.isEmpty());
}

} // namespace Signalbox
