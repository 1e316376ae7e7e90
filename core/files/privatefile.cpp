// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/files/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace Signalbox {

namespace {

/// What is being written; letters of chance follow.
QString draftOf(const QString& path)
{
    return path + QStringLiteral(".draft-");
}

/// A new name is on the disk only when its folder is.
void syncFolder(const QString& path)
{
    const int folder
        = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
}

} // namespace

std::variant<QByteArray, QString> readSmallFile(const QString& path, int mostMebibytes)
{
    const qint64 most = qint64(mostMebibytes) << 20;
    QFile file(path);
    QByteArray bytes;
    if (file.open(QIODevice::ReadOnly)) {
        bytes = file.read(most + 1);
    }
    if (file.error() != QFile::NoError) {
        return QStringLiteral("\"%1\" cannot be read: %2.").arg(path, file.errorString());
    }
    if (bytes.size() > most) {
        return QStringLiteral("\"%1\" is larger than %2 MiB.").arg(path).arg(mostMebibytes);
    }
    return bytes;
}

bool isThere(const QString& path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink();
}

QString cannotBeWritten(const QString& path, const QString& cause)
{
    return QStringLiteral("\"%1\" cannot be written: %2.").arg(path, cause);
}

// Not QSaveFile: its file is open to whomever the umask allows until the mode is changed, and it
// does not wait for the disk.
PrivateDraft::PrivateDraft(const QString& path)
    : m_path(path)
    , m_file(draftOf(path) + QStringLiteral("XXXXXX"))
{ }

QString PrivateDraft::write(const QByteArray& bytes)
{
    if (!m_file.open()) {
        return cannotBeWritten(m_path, m_file.errorString());
    }
    // Not QFile::write(), which has no words for a disk that takes a part.
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t step
            = ::write(m_file.handle(), bytes.constData() + at, size_t(bytes.size() - at));
        if (step < 0 && errno == EINTR) {
            continue;
        }
        if (step <= 0) {
            return cannotBeWritten(m_path, qt_error_string(errno));
        }
        at += step;
    }
    // It has a name only once it is asked for it, and there must be room for that as well.
    const bool isWhole = ::fsync(m_file.handle()) == 0 && !m_file.fileName().isEmpty();
    return isWhole ? QString() : cannotBeWritten(m_path, qt_error_string(errno));
}

QString PrivateDraft::giveName(Existing existing)
{
    if (existing == Existing::Keep) {
        if (!m_file.rename(m_path)) {
            return cannotBeWritten(m_path, m_file.errorString());
        }
    } else if (!moveOver(m_file.fileName(), m_path)) {
        return cannotBeWritten(m_path, qt_error_string(errno));
    }
    m_file.setAutoRemove(false);
    syncFolder(QFileInfo(m_path).absolutePath());
    return {};
}

void PrivateDraft::clearAway(const QString& path)
{
    QDir folder(QFileInfo(path).absolutePath());
    const QStringList drafts
        = folder.entryList({patternOf(QFileInfo(path).fileName())}, QDir::Files);
    for (const QString& draft : drafts) {
        folder.remove(draft);
    }
}

QString PrivateDraft::patternOf(const QString& name)
{
    return draftOf(name) + QStringLiteral("??????");
}

QString writePrivateFile(const QString& path, const QByteArray& bytes, Existing existing)
{
    PrivateDraft draft(path);
    const QString problem = draft.write(bytes);
    return problem.isEmpty() ? draft.giveName(existing) : problem;
}

bool moveOver(const QString& from, const QString& to)
{
    // Not QFile::rename(), which replaces nothing.
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

QString makePrivateFolder(const QString& path)
{
    const QString above = QFileInfo(path).absolutePath();
    if (QFileInfo(path).isDir()) {
        return {};
    }
    if (QDir().mkpath(above)
        && QDir().mkdir(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        syncFolder(above);
    }
    // Another program may have been quicker.
    return QFileInfo(path).isDir() ? QString()
                                   : QStringLiteral("The folder \"%1\" cannot be made.").arg(path);
}

QString warningOfOpenFolder(const QString& path)
{
    const QFileInfo folder(path);
    const QFile::Permissions found = folder.isDir() ? folder.permissions() : QFile::Permissions();
    if (found & (QFile::WriteGroup | QFile::WriteOther)) {
        return QStringLiteral("Others than its owner may change what is in the folder \"%1\". "
                              "\"chmod 700\" keeps them out.")
            .arg(path);
    }
    if (found & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)) {
        return QStringLiteral("Others than its owner may look into the folder \"%1\"; the files "
                              "that the hub makes there are for their owner only. \"chmod 700\" "
                              "keeps them out.")
            .arg(path);
    }
    return {};
}

} // namespace Signalbox
