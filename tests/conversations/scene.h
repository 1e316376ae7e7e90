// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Signalbox {

/// Who plays the server: some lines hold for one of them only.
enum class Side
{
    Hub,
    Original
};

/// One line of a conversation: what a client does, or what the server does to it.
struct Line
{
    enum class Kind
    {
        Open, ///< text: the path
        Say,
        Hear,
        MayHear, ///< now or later in the scene, once, or never
        Close,
        Closed, ///< code, 0 for any, and text: the reason
        Get, ///< text: the path
        Got ///< code and text
    };

    Kind kind{};
    QString who;
    QString text;
    int code = 0;
    int number = 0; ///< in the file
};

/// One conversation from beginning to end; none knows of another.
struct Scene
{
    QString file;
    QString title;
    QList<Line> lines;
};

/// The scenes of one file as this side plays them. What cannot be read is told in the error.
QList<Scene> readScenes(const QString& path, Side side, QString* error);

} // namespace Signalbox
