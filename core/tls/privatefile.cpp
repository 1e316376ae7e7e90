// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/tls/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace Signalbox {

namespace {

constexpr qint64 largestFile = 1 << 20;
constexpr QFile::Permissions forOwner = QFile::ReadOwner | QFile::WriteOwner;

QString cannotBeWritten(const QString& path, const QString& cause)
{
    return QStringLiteral("\"%1\" cannot be written: %2.").arg(path, cause);
}

/// A new name is on the disk only when its folder is.
void syncFolder(const QString& path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
}

/// Empty: done; else the cause.
QString giveName(QTemporaryFile& file, const QString& path, Existing existing)
{
    if (existing == Existing::Keep) {
        return file.rename(path) ? QString() : file.errorString();
    }
    const QByteArray from = QFile::encodeName(file.fileName());
    const QByteArray to = QFile::encodeName(path);
    return std::rename(from.constData(), to.constData()) == 0 ? QString() : qt_error_string(errno);
}

} // namespace

std::variant<QByteArray, QString> readSmallFile(const QString& path)
{
    QFile file(path);
    QByteArray bytes;
    if (file.open(QIODevice::ReadOnly)) {
        bytes = file.read(largestFile + 1);
    }
    if (file.error() != QFile::NoError) {
        return QStringLiteral("\"%1\" cannot be read: %2.").arg(path, file.errorString());
    }
    if (bytes.size() > largestFile) {
        return QStringLiteral("\"%1\" is larger than 1 MiB.").arg(path);
    }
    return bytes;
}

QString writePrivateFile(const QString& path, const QByteArray& bytes, Existing existing)
{
    // Not QSaveFile: its file is open to whomever the umask allows until the mode is changed.
    QTemporaryFile file(path + QStringLiteral(".XXXXXX"));
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush()) {
        return cannotBeWritten(path, file.errorString());
    }
    if (::fsync(file.handle()) != 0) {
        return cannotBeWritten(path, qt_error_string(errno));
    }
    if (const QString cause = giveName(file, path, existing); !cause.isEmpty()) {
        return cannotBeWritten(path, cause);
    }
    file.setAutoRemove(false);
    syncFolder(QFileInfo(path).path());
    return {};
}

QString makePrivateFolder(const QString& path)
{
    const QFileInfo folder(path);
    const QFile::Permissions mode = forOwner | QFile::ExeOwner;
    if (folder.isDir()) {
        QFile::setPermissions(path, mode);
        return {};
    }
    if (QDir().mkpath(folder.absolutePath()) && QDir().mkdir(path, mode)) {
        syncFolder(folder.absolutePath());
        return {};
    }
    return QStringLiteral("The folder \"%1\" cannot be made.").arg(path);
}

} // namespace Signalbox
