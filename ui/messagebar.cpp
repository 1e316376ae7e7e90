// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/messagebar.h"

#include "ui/icons.h"
#include "ui/plaintext.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace Signalbox {

namespace {

constexpr int iconSize = 20;

using Severity = BarMessage::Severity;

QString iconOf(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return QStringLiteral("info");
    case Severity::Question:
    case Severity::Confirmation:
        return QStringLiteral("question");
    case Severity::Problem:
        return QStringLiteral("problem");
    }
    return {};
}

/// A tint is enough: shape and words say the same.
QColor tintOf(Severity severity)
{
    return severity == Severity::Info ? QColor(0x2f6fde) : QColor(0xd9822b);
}

QColor mixed(const QColor& a, const QColor& b, float share)
{
    return QColor::fromRgbF(a.redF() * (1 - share) + b.redF() * share,
        a.greenF() * (1 - share) + b.greenF() * share, a.blueF() * (1 - share) + b.blueF() * share);
}

} // namespace

MessageBar::MessageBar(QWidget* parent, Now now)
    : QFrame(parent)
    , m_now(std::move(now))
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    setAutoFillBackground(true);
    setFocusPolicy(Qt::NoFocus);
    m_icon->setTextFormat(Qt::PlainText);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setIcon(symbolicIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    setVisible(false);
}

void MessageBar::post(const BarMessage& message)
{
    const auto old = std::find_if(m_messages.begin(), m_messages.end(),
        [&](const BarMessage& one) { return one.id == message.id; });
    if (old != m_messages.end() && old->severity == message.severity) {
        *old = message; // in its place: news of it are no reason to push another aside
    } else {
        m_messages.removeIf([&](const BarMessage& one) { return one.id == message.id; });
        m_messages.append(message);
        std::stable_sort(m_messages.begin(), m_messages.end(),
            [](const BarMessage& a, const BarMessage& b) { return a.severity < b.severity; });
    }
    showCurrent();
}

void MessageBar::withdraw(const QString& id)
{
    if (m_messages.removeIf([&](const BarMessage& old) { return old.id == id; }) > 0) {
        showCurrent();
    }
}

bool MessageBar::isShowing(const QString& id) const
{
    return current() && current()->id == id;
}

bool MessageBar::has(const QString& id) const
{
    return std::any_of(m_messages.cbegin(), m_messages.cend(),
        [&id](const BarMessage& message) { return message.id == id; });
}

bool MessageBar::dismiss()
{
    if (m_messages.isEmpty()) {
        return false;
    }
    m_messages.removeLast();
    showCurrent();
    return true;
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        paintBackground();
    }
    QFrame::changeEvent(event);
}

const BarMessage* MessageBar::current() const
{
    return m_messages.isEmpty() ? nullptr : &m_messages.last();
}

void MessageBar::showCurrent()
{
    const BarMessage* message = current();
    setVisible(message != nullptr);
    if (!message) {
        m_shown.clear();
        return;
    }
    const bool isAnother = message->id != m_shown;
    const bool isNews
        = isAnother || (message->severity == Severity::Problem && message->text != m_text->text());
    m_text->setText(message->text);
    m_text->setToolTip(tooltipText(message->details));
    showButtons(*message);
    if (isAnother) {
        m_shown = message->id;
        m_shownSince = m_now();
    }
    paintBackground();
    if (isNews) { // a count that goes up is none
        QAccessibleEvent alert(m_text, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event)
{
    const bool isPress
        = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    return (isPress && m_now() - m_shownSince < Settling) || QFrame::eventFilter(watched, event);
}

void MessageBar::showButtons(const BarMessage& message)
{
    QStringList texts{message.id};
    for (const BarMessage::Button& button : message.buttons) {
        texts += button.text;
    }
    // One that is pressed while its message changes goes on being that button.
    if (texts == m_buttonTexts) {
        return;
    }
    m_buttonTexts = texts;
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        // A button may be on the stack: its click is what brought us here.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < message.buttons.size(); ++i) {
        auto* widget = new QPushButton(message.buttons.at(i).text, this);
        widget->setAutoDefault(true);
        widget->installEventFilter(this);
        m_buttons->addWidget(widget);
        widget->show();
        connect(widget, &QPushButton::clicked, this, [this, i] {
            const auto action = current()->buttons.at(i).action;
            action();
        });
    }
}

void MessageBar::paintBackground()
{
    const BarMessage* message = current();
    if (!message) {
        return;
    }
    QPalette colours;
    colours.setColor(QPalette::Window,
        mixed(QApplication::palette().color(QPalette::Window), tintOf(message->severity), 0.16F));
    setPalette(colours);
    m_icon->setPixmap(symbolicIcon(iconOf(message->severity)).pixmap(iconSize));
}

} // namespace Signalbox
