// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/clock.h"

#include <QFrame>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace Signalbox {

/// One thing the window has to say, in words, with ways out.
struct BarMessage
{
    enum class Severity
    {
        Info,
        Question,
        Problem,
        Confirmation ///< of what the owner has just asked for; nothing that comes by itself hides
                     ///< it
    };

    struct Button
    {
        QString text;
        std::function<void()> action;
    };

    QString id; ///< a message of the same id replaces this one
    Severity severity{};
    QString text; ///< cleaned
    QList<Button> buttons;
    QString details = {}; ///< cleaned; what is too long to be shown at once
};

/// Says what is wrong or asks what to do inside the window, so that nothing ever blocks it. It
/// shows the most severe of its messages, of several the last that came; each stays until it is
/// withdrawn, answered or dismissed. A click that was meant for what stood there before answers
/// nothing.
///
/// Thread: GUI. Owner: the main window.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    using Now = std::function<Moment()>;

    /// For so long buttons that have just appeared take no click.
    static constexpr std::chrono::milliseconds Settling{500};

    explicit MessageBar(QWidget* parent = nullptr, Now now = &std::chrono::steady_clock::now);

    void post(const BarMessage& message);
    void withdraw(const QString& id);
    bool isShowing(const QString& id) const;
    bool has(const QString& id) const; ///< shown or waiting

    /// Puts away what is shown; false if there was nothing.
    bool dismiss();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const BarMessage* current() const;
    void showCurrent();
    void showButtons(const BarMessage& message);
    void paintBackground();

    QList<BarMessage> m_messages;
    Now m_now;
    QString m_shown; ///< which message
    Moment m_shownSince{};
    QStringList m_buttonTexts; ///< of those that are shown
    QLabel* m_icon;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
    QToolButton* m_close;
};

} // namespace Signalbox
