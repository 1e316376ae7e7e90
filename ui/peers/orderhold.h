// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

class QAbstractScrollArea;

namespace Signalbox {

/// Notices that somebody is busy in a view: the pointer moves over it or is pressed, or a key was
/// pressed a moment ago. Then rows had better stay where they are, or the wrong one is hit.
///
/// Thread: GUI. Owner: the peer pane.
class OrderHold : public QObject
{
    Q_OBJECT

public:
    explicit OrderHold(QAbstractScrollArea& view, QObject* parent = nullptr);

    bool isHeld() const { return m_held; }

    /// Holds until released, as while a menu is open over a row.
    void setPinned(bool pinned);

Q_SIGNALS:
    void heldChanged(bool held);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void touch();
    void update();

    QTimer m_calm;
    bool m_pressed = false;
    bool m_pinned = false;
    bool m_held = false;
};

} // namespace Signalbox
