// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <functional>

namespace Signalbox {

class MessageBar;

/// Asks before something that disconnects peers, one question at a time.
///
/// Thread: GUI. Owner: the main window.
class Questions : public QObject
{
    Q_OBJECT

public:
    explicit Questions(MessageBar& bar, QObject* parent = nullptr);

    void beforeStopping(int peers, const std::function<void()>& stop);
    void beforeQuitting(int peers, const std::function<void()>& quit);

    bool isAskingBeforeQuitting() const;
    void withdraw(); ///< they mean nothing any more

private:
    void ask(const QString& id, const QString& text, const QString& verb,
        const std::function<void()>& act);

    MessageBar& m_bar;
};

} // namespace Signalbox
