// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/generations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Signalbox {

namespace {

constexpr mode_t forOwner = S_IRUSR | S_IWUSR;

/// What is being written; ends with letters of chance.
QString draftOf(const QString& path)
{
    return path + QStringLiteral(".draft-");
}

/// The second name of the newest, before it replaces the previous.
QString linkOf(const QString& path)
{
    return path + QStringLiteral(".link");
}

bool isRenamed(const QString& from, const QString& to)
{
    // Not QFile::rename(), which replaces nothing.
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

/// A new name is on the disk only when its folder is.
void syncFolderOf(const QString& path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

/// A folder that is there stays as its owner made it.
bool makeFolderOf(const QString& path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (QFileInfo(folder).isDir()) {
        return true;
    }
    const bool isMade = QDir().mkpath(QFileInfo(folder).absolutePath())
        && QDir().mkdir(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    syncFolderOf(folder);
    return isMade || QFileInfo(folder).isDir();
}

} // namespace

Generations::Generations(QString newest)
    : m_newest(std::move(newest))
{ }

std::variant<QByteArray, QString> Generations::read(const QString& path)
{
    QFile file(path);
    QByteArray bytes;
    if (file.open(QIODevice::ReadOnly)) {
        bytes = file.read(Largest + 1);
    }
    if (file.error() != QFile::NoError) {
        return QStringLiteral("\"%1\" cannot be read: %2.").arg(path, file.errorString());
    }
    if (bytes.size() > Largest) {
        return QStringLiteral("\"%1\" is too large.").arg(path);
    }
    return bytes;
}

bool Generations::isThere(const QString& path)
{
    return QFileInfo::exists(path) || QFileInfo(path).isSymLink();
}

void Generations::clearAway() const
{
    const QFileInfo info(m_newest);
    QDir folder(info.absolutePath());
    const QStringList drafts
        = folder.entryList({QFileInfo(draftOf(m_newest)).fileName() + u'*'}, QDir::Files);
    for (const QString& draft : drafts) {
        folder.remove(draft);
    }
    QFile::remove(linkOf(m_newest));
}

QString Generations::putAside()
{
    m_isNewestBad = isThere(m_newest) && !isRenamed(m_newest, bad());
    return m_isNewestBad
        ? QStringLiteral("\"%1\" cannot be renamed: %2.").arg(m_newest, qt_error_string(errno))
        : QString();
}

QString Generations::rotate() const
{
    const QByteArray newest = QFile::encodeName(m_newest);
    const QString link = linkOf(m_newest);
    if (!isThere(m_newest)) {
        return {};
    }
    ::chmod(newest.constData(), forOwner); // a person may have made it
    QFile::remove(link);
    if (::link(newest.constData(), QFile::encodeName(link).constData()) != 0) {
        // A file system without links. Until the next file has its name, this one is the previous.
        return isRenamed(m_newest, previous()) ? QString() : qt_error_string(errno);
    }
    if (!isRenamed(link, previous())) {
        return qt_error_string(errno);
    }
    QFile::remove(link); // is still there if both names were the same file already
    return {};
}

QString Generations::cannotBeWritten(const QString& cause) const
{
    return QStringLiteral("\"%1\" cannot be written: %2.").arg(m_newest, cause);
}

QString Generations::write(const QByteArray& text)
{
    if (!makeFolderOf(m_newest)) {
        return cannotBeWritten(QStringLiteral("its folder cannot be made"));
    }
    // Not QSaveFile: until its mode is changed, others may open its file, and it does not wait for
    // the disk.
    QTemporaryFile draft(draftOf(m_newest) + QStringLiteral("XXXXXX"));
    if (!draft.open() || draft.write(text) != text.size() || !draft.flush()) {
        return cannotBeWritten(draft.errorString());
    }
    if (::fsync(draft.handle()) != 0) {
        return cannotBeWritten(qt_error_string(errno));
    }
    if (m_isNewestBad) {
        if (const QString problem = putAside(); !problem.isEmpty()) {
            return problem;
        }
    }
    if (const QString cause = rotate(); !cause.isEmpty()) {
        return cannotBeWritten(cause);
    }
    if (!isRenamed(draft.fileName(), m_newest)) {
        return cannotBeWritten(qt_error_string(errno));
    }
    draft.setAutoRemove(false);
    syncFolderOf(m_newest);
    return {};
}

} // namespace Signalbox
