// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/pinasking.h"

#include "ui/actions.h"
#include "ui/hubcontrol.h"
#include "ui/messagebar.h"

#include <QAction>
#include <QRandomGenerator>

namespace Signalbox {

namespace {

constexpr qsizetype digits = 6;
constexpr quint32 pins = 1'000'000;
const QString attackId = QStringLiteral("pin-attack");

} // namespace

QString newPin()
{
    return QString::number(QRandomGenerator::system()->bounded(pins)).rightJustified(digits, u'0');
}

QString spacedPin(const QString& pin)
{
    return pin.size() == digits ? pin.left(digits / 2) + u' ' + pin.mid(digits / 2) : pin;
}

PinAsking::PinAsking(HubControl& control, Actions& actions, MessageBar& bar, QObject* parent)
    : QObject(parent)
    , m_control(control)
    , m_actions(actions)
    , m_bar(bar)
{
    connect(actions[ActionId::AskForPin], &QAction::triggered, this,
        [this](bool on) { setPin(on ? newPin() : QString()); });
    connect(actions[ActionId::NewPin], &QAction::triggered, this, [this] { setPin(newPin()); });
    connect(&control, &HubControl::configChanged, this, &PinAsking::updateActions);
    updateActions();
}

void PinAsking::apply(const SnapshotPtr& snapshot)
{
    const bool isUnderAttack
        = snapshot->isPinUnderAttack && !m_control.config().admission.pin.isEmpty();
    if (isUnderAttack != m_isUnderAttack) {
        m_isUnderAttack = isUnderAttack;
        showAttack(isUnderAttack);
    }
}

void PinAsking::showAttack(bool isUnderAttack)
{
    if (!isUnderAttack) {
        m_bar.withdraw(attackId);
        return;
    }
    m_bar.post({attackId, BarMessage::Severity::Problem,
        tr("Somebody is guessing the PIN: many wrong ones came lately. Who is inside stays inside "
           "when there is another one."),
        {{tr("New PIN"), [this] {
              m_bar.withdraw(attackId);
              setPin(newPin());
          }}}});
}

void PinAsking::setPin(const QString& pin)
{
    HubConfig config = m_control.config();
    config.admission.pin = pin;
    m_control.setConfig(config);
    Q_EMIT said(pin.isEmpty()
            ? tr("No PIN is asked for any more.")
            : tr("The PIN is %1. Who is inside stays inside.").arg(spacedPin(pin)));
}

void PinAsking::updateActions()
{
    const bool asks = !m_control.config().admission.pin.isEmpty();
    m_actions[ActionId::AskForPin]->setChecked(asks);
    m_actions[ActionId::NewPin]->setEnabled(asks);
}

} // namespace Signalbox
