// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QList>
#include <QString>

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
        Problem
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
};

/// Says what is wrong or asks what to do inside the window, so that nothing ever blocks it. It
/// shows the most severe of its messages; each stays until it is withdrawn, answered or dismissed.
///
/// Thread: GUI. Owner: the main window.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void post(const BarMessage& message);
    void withdraw(const QString& id);
    bool isShowing(const QString& id) const;
    bool has(const QString& id) const; ///< shown or waiting

    /// Puts away what is shown; false if there was nothing.
    bool dismiss();

protected:
    void changeEvent(QEvent* event) override;

private:
    const BarMessage* current() const;
    void showCurrent();
    void showButtons(const BarMessage& message);
    void paintBackground();

    QList<BarMessage> m_messages;
    QStringList m_buttonTexts; ///< of those that are shown
    QLabel* m_icon;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
    QToolButton* m_close;
};

} // namespace Signalbox
