// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace Signalbox {

/// Turns the system's wish that the program ends (SIGTERM, SIGINT) into a signal of its own. From
/// that wish on, the program has three seconds at most: then it is ended, with success, whatever it
/// is doing. A second SIGINT ends it at once. Knows nothing of what there is to end.
///
/// Thread: main. Owner: HubRun. At most one exists, for signals belong to the process.
class Termination : public QObject
{
    Q_OBJECT

public:
    explicit Termination(QObject* parent = nullptr);
    ~Termination() override;

Q_SIGNALS:
    void requested();

private:
    void takeNotice();

    class Watch;
    std::unique_ptr<Watch> m_watch;
};

} // namespace Signalbox
