// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/generations.h"

#include "core/files/privatefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace Signalbox {

namespace {

constexpr mode_t forOwner = S_IRUSR | S_IWUSR;

/// The second name of the newest, before it replaces the previous.
QString linkOf(const QString& path)
{
    return path + QStringLiteral(".link");
}

} // namespace

Generations::Generations(QString newest)
    : m_newest(std::move(newest))
{ }

std::variant<QByteArray, QString> Generations::read(const QString& path)
{
    return readSmallFile(path, LargestMebibytes);
}

void Generations::clearAway() const
{
    PrivateDraft::clearAway(m_newest);
    QFile::remove(linkOf(m_newest));
}

QString Generations::putAside()
{
    m_isNewestBad = isThere(m_newest) && !moveOver(m_newest, bad());
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
        if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK) {
            return qt_error_string(errno);
        }
        // A file system without links. Until the next file has its name, this one is the previous.
        return moveOver(m_newest, previous()) ? QString() : qt_error_string(errno);
    }
    if (!moveOver(link, previous())) {
        return qt_error_string(errno);
    }
    QFile::remove(link); // is still there if both names were the same file already
    return {};
}

QString Generations::write(const QByteArray& text)
{
    if (!makePrivateFolder(QFileInfo(m_newest).absolutePath()).isEmpty()) {
        return cannotBeWritten(m_newest, QStringLiteral("its folder cannot be made"));
    }
    PrivateDraft draft(m_newest);
    if (QString problem = draft.write(text); !problem.isEmpty()) {
        return problem;
    }
    // Only when what follows it is whole may the newest go.
    if (m_isNewestBad) {
        if (QString problem = putAside(); !problem.isEmpty()) {
            return problem;
        }
    }
    if (const QString cause = rotate(); !cause.isEmpty()) {
        return cannotBeWritten(m_newest, cause);
    }
    return draft.giveName(Existing::Replace);
}

} // namespace Signalbox
