// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/peers/orderhold.h"

#include <QAbstractScrollArea>
#include <QEvent>

#include <chrono>

namespace Signalbox {

namespace {

constexpr std::chrono::seconds holdTime{2};

} // namespace

OrderHold::OrderHold(QAbstractScrollArea& view, QObject* parent)
    : QObject(parent)
{
    m_calm.setSingleShot(true);
    m_calm.setInterval(holdTime);
    connect(&m_calm, &QTimer::timeout, this, &OrderHold::update);
    view.installEventFilter(this);
    view.viewport()->setMouseTracking(true);
    view.viewport()->installEventFilter(this);
}

void OrderHold::setPinned(bool pinned)
{
    m_pinned = pinned;
    touch();
}

bool OrderHold::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        m_pressed = true;
        touch();
        break;
    case QEvent::MouseButtonRelease:
    case QEvent::Leave:
        m_pressed = false;
        touch();
        break;
    case QEvent::MouseMove:
    case QEvent::KeyPress:
    case QEvent::Wheel:
        touch();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void OrderHold::touch()
{
    m_calm.start();
    update();
}

void OrderHold::update()
{
    const bool held = m_pressed || m_pinned || m_calm.isActive();
    if (held == m_held) {
        return;
    }
    m_held = held;
    Q_EMIT heldChanged(held);
}

} // namespace Signalbox
