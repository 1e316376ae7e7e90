// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/share/encryptionmenu.h"

#include "ui/icons.h"

#include <QActionGroup>

#include <utility>

namespace Signalbox {

EncryptionMenu::EncryptionMenu(QWidget* parent)
    : QMenu(parent)
    , m_group(new QActionGroup(this))
{
    setTitle(tr("Encr&ypt"));
    setIcon(symbolicIcon(QStringLiteral("lock")));
    setToolTipsVisible(true);
    const auto add = [this](Encryption encryption, const char* name, const QString& text,
                         const QString& toolTip) {
        QAction* action = addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        action->setToolTip(toolTip);
        action->setCheckable(true);
        action->setData(static_cast<int>(encryption));
        m_group->addAction(action);
    };
    add(Encryption::Off, "encryptOff", tr("O&ff"), tr("http and ws only"));
    add(Encryption::Offered, "encryptOn", tr("&On"), tr("https and wss, beside http and ws"));
    add(Encryption::Required, "encryptRequired", tr("&Required"),
        tr("https and wss only; http is sent on to https"));
    connect(m_group, &QActionGroup::triggered, this, [this](const QAction* action) {
        Q_EMIT chosen(static_cast<Encryption>(action->data().toInt()));
    });
    setEncryption(Encryption::Off);
}

void EncryptionMenu::setEncryption(Encryption encryption)
{
    for (QAction* action : m_group->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(encryption));
    }
}

} // namespace Signalbox
