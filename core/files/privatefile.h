// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryFile>

#include <variant>

namespace Signalbox {

/// The bytes of a file of some kilobytes, or a sentence that names it. Never more than so many
/// mebibytes are read.
std::variant<QByteArray, QString> readSmallFile(const QString& path, int mostMebibytes = 1);

/// Whether there is something of this name. A link that leads nowhere is something, too: what it
/// led to may come back.
bool isThere(const QString& path);

/// The sentence for that. cause: the system's words.
QString cannotBeWritten(const QString& path, const QString& cause);

enum class Existing
{
    Keep, ///< fails if there is something of this name
    Replace
};

/// A file that is being written beside the one that it is to become. From its first moment on only
/// its owner may read it, and whatever happens, there is either the whole file under the name or
/// what was there before. Waits for the disk.
///
/// Thread: one at a time. Owner: who writes.
class PrivateDraft
{
public:
    explicit PrivateDraft(const QString& path);

    /// Empty: all is on the disk, without its name; else a sentence that names the file.
    QString write(const QByteArray& bytes);

    /// Empty: it has its name, and keeps it after a power cut; else a sentence that names the file.
    QString giveName(Existing existing);

    /// Removes the drafts of a file that a program left which ended while it wrote.
    static void clearAway(const QString& path);

    /// What the drafts of a file of this name are called, as a pattern.
    static QString patternOf(const QString& name);

private:
    const QString m_path;
    QTemporaryFile m_file;
};

/// All at once: a PrivateDraft that is written and given its name.
QString writePrivateFile(const QString& path, const QByteArray& bytes, Existing existing);

/// Gives a file the name of another, which is no longer there then. False: errno has the cause.
bool moveOver(const QString& from, const QString& to);

/// Makes a folder that only its owner may enter; one that is there stays as its owner made it.
/// Empty: done; else a sentence that names it.
QString makePrivateFolder(const QString& path);

/// A sentence that names the folder, where others than its owner may look into it or change it.
/// Empty: they may not, or there is none.
QString warningOfOpenFolder(const QString& path);

} // namespace Signalbox
