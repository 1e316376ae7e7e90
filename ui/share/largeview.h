// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

namespace Signalbox {

/// How to come in, large enough for the last row of a room: address, PIN, and a QR code of both.
/// It shows nothing about peers, so that it can stand on a wall.
///
/// Thread: GUI. Owner: the share bar, until it is closed.
class LargeView : public QWidget
{
    Q_OBJECT

public:
    struct Invitation
    {
        QString address; ///< to be typed; empty: there is none
        QString link; ///< to be scanned
        QString pin; ///< as people read it; empty: nobody is asked for one
        QString trustAddress; ///< where devices learn to trust the hub; empty: they need not
    };

    explicit LargeView(QWidget* parent);

    void setInvitation(const Invitation& invitation);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void drawCode(QPainter& painter, const QRectF& area) const;
    void drawWords(QPainter& painter, const QRectF& area) const;
    void toggleFullScreen();

    Invitation m_invitation;
    QImage m_code;
};

} // namespace Signalbox
