// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/questions.h"

#include "ui/messagebar.h"

namespace Signalbox {

namespace {

const QString stopId = QStringLiteral("stop");
const QString quitId = QStringLiteral("quit");

} // namespace

Questions::Questions(MessageBar& bar, QObject* parent)
    : QObject(parent)
    , m_bar(bar)
{ }

void Questions::beforeStopping(int peers, const std::function<void()>& stop)
{
    m_bar.withdraw(quitId);
    ask(stopId, tr("Stop and disconnect %Ln peer(s)?", nullptr, peers), tr("Stop"), stop);
}

void Questions::beforeQuitting(int peers, const std::function<void()>& quit)
{
    m_bar.withdraw(stopId);
    ask(quitId, tr("Quit and disconnect %Ln peer(s)?", nullptr, peers), tr("Quit"), quit);
}

bool Questions::isAskingBeforeQuitting() const
{
    return m_bar.isShowing(quitId);
}

void Questions::withdraw()
{
    m_bar.withdraw(stopId);
    m_bar.withdraw(quitId);
}

void Questions::ask(
    const QString& id, const QString& text, const QString& verb, const std::function<void()>& act)
{
    m_bar.post({id, BarMessage::Severity::Confirmation, text,
        {{tr("Keep running"), [this, id] { m_bar.withdraw(id); }}, {verb, act}}});
}

} // namespace Signalbox
