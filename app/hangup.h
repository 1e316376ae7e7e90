// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace Signalbox {

/// Turns SIGHUP into signals of its own. It means two things: whoever runs the program wants it to
/// read its files again; or the terminal that it was started in is gone.
///
/// Thread: main. Owner: Housekeeping. At most one exists, for signals belong to the process.
class Hangup : public QObject
{
    Q_OBJECT

public:
    explicit Hangup(QObject* parent = nullptr);
    ~Hangup() override;

Q_SIGNALS:
    void reloadRequested();
    void terminalGone();

private:
    void takeNotice();

    class Watch;
    std::unique_ptr<Watch> m_watch;
};

} // namespace Signalbox
