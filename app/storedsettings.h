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
    /// name of a damaged one. For the start.
    SayingsOrError load();

    /// Reads the file as it is, and touches nothing.
    static SayingsOrError read(const QString& path);

    /// Keeps what the owner changed from what was in force before.
    void keep(const Configuration& before, const Configuration& after);

Q_SIGNALS:
    /// As of KeptText.
    void trouble(const QString& sentence);

private:
    KeptText m_file;
    const QString m_path;
    QJsonObject m_kept;
    bool m_mayWrite = true; ///< nothing is there that could not be read
};

} // namespace Signalbox
