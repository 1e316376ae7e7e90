// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sayings.h"
#include "core/operation/kepttext.h"

#include <QJsonObject>
#include <QObject>

namespace Signalbox {

/// What the owner decided about the hub in the window, kept from start to start: a configuration
/// file like any other, weaker than the one of --config. Holds no more than what was decided there,
/// so that whatever else is said elsewhere goes on counting.
///
/// Thread: main. Owner: the program.
class StoredSettings : public QObject
{
    Q_OBJECT

public:
    explicit StoredSettings(const QString& path, QObject* parent = nullptr);

    /// Reads the file, or the generation before it where that is damaged; changes nothing but the
    /// name of a damaged one, and clears leftovers as of KeptText. For the start.
    SayingsOrError load(KeptText::Leftovers leftovers = KeptText::Leftovers::Removed);

    /// Reads the file as it is, or the generation before it where it is gone; touches nothing.
    static SayingsOrError read(const QString& path);

    /// Calls back once all that was decided is on the disk, or could not be written.
    void whenSettled(const std::function<void()>& then);

    /// Reads again while the program runs: from here on this is what is kept, whoever wrote it.
    /// What could not be written counts as if it had been. Only when all is settled.
    SayingsOrError readAgain();

    /// What was read from all sources, at the start and again while the program runs: from here on
    /// it is in force, and nothing that was decided.
    void adopt(const Configuration& read) { m_inForce = read; }

    /// Keeps what the owner changed from what is in force; from here on this is.
    void keep(const HubConfig& decided);

Q_SIGNALS:
    /// As of KeptText; also when a file is well again that could not be read.
    void trouble(const QString& sentence);

private:
    KeptText m_file;
    const QString m_path;
    QJsonObject m_kept;
    Configuration m_inForce;
    QString m_trouble; ///< as it was last told
    quint64 m_savings = 0;
    bool m_isUnwritten = false; ///< the disk did not take what is kept
    bool m_mayWrite = true; ///< nothing is there that could not be read
};

} // namespace Signalbox
