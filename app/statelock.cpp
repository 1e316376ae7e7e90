// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/statelock.h"

#include "core/files/privatefile.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace Signalbox {

#ifdef Q_OS_UNIX
StateLock::StateLock(const QString& folder)
    : m_folder(folder)
{
    if (!makePrivateFolder(folder).isEmpty()) {
        return;
    }
    const QByteArray path = QFile::encodeName(folder + QStringLiteral("/lock"));
    m_descriptor
        = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (m_descriptor < 0) {
        return;
    }
    // Not QLockFile: it believes in process numbers, and in a container every start has the same.
    m_outcome = ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0 ? Outcome::Held : Outcome::Taken;
}

StateLock::~StateLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}
#else
StateLock::StateLock(const QString& folder)
    : m_folder(folder)
    , m_outcome(makePrivateFolder(folder).isEmpty() ? Outcome::Held : Outcome::NoFolder)
{ }

StateLock::~StateLock() = default;
#endif

} // namespace Signalbox
