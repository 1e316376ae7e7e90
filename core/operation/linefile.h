// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>

namespace Signalbox {

/// A file to which lines are added, by a thread of its own: whoever writes never waits for the
/// disk. What the disk does not take in time is dropped and counted. Every line in the file is
/// whole, also where the disk was full for a while. Knows nothing of what the lines say.
///
/// Thread: the one it was made in. Owner: who writes.
class LineFile : public QObject
{
    Q_OBJECT

public:
    /// So much may wait for the disk.
    static constexpr qsizetype MostWaitingBytes = 4 * 1024 * 1024;

    /// path: "-" is standard output. A file that is made is for its owner only.
    explicit LineFile(const QString& path, QObject* parent = nullptr);

    /// Waits until what waits is written, but no longer than a second.
    ~LineFile() override;

    /// Whole lines with their ends. count: how many.
    void add(const QByteArray& lines, int count);

    /// Opens the file anew: who rotates logs has renamed it.
    void reopen();

    /// So many lines were dropped since the last time it was asked.
    quint64 takeDropped();

Q_SIGNALS:
    /// The file cannot be written, in an English sentence, said once; empty: it is well again.
    void trouble(const QString& sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Signalbox
