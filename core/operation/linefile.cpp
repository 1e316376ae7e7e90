// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/linefile.h"

#include <QFile>
#include <QThread>

#include <atomic>
#include <memory>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace Signalbox {

namespace {

constexpr unsigned long patienceMs = 1000;

#ifdef Q_OS_UNIX
/// The file as its thread sees it. Not QFile: that says nothing of how much of a line it wrote.
class AppendedFile
{
public:
    explicit AppendedFile(const QString& path)
        : m_path(path)
        , m_isOutput(path == u"-")
    { }
    ~AppendedFile() { close(); }
    AppendedFile(const AppendedFile&) = delete;
    AppendedFile& operator=(const AppendedFile&) = delete;

    void close()
    {
        if (m_descriptor >= 0 && !m_isOutput) {
            ::close(m_descriptor);
        }
        m_descriptor = -1;
    }

    /// Empty: done.
    QString write(const QByteArray& lines)
    {
        if (m_descriptor < 0 && !open()) {
            return problem("opened");
        }
        const QByteArray bytes = m_endsTorn ? '\n' + lines : lines;
        qsizetype written = 0;
        while (written < bytes.size()) {
            const ssize_t step = ::write(
                m_descriptor, bytes.constData() + written, size_t(bytes.size() - written));
            if (step < 0 && errno == EINTR) {
                continue;
            }
            if (step <= 0) {
                const QString sentence = problem("written");
                takeBack(bytes, written);
                return sentence;
            }
            written += step;
        }
        m_endsTorn = false;
        return {};
    }

private:
    bool open()
    {
        if (m_isOutput) {
            m_descriptor = STDOUT_FILENO;
            return true;
        }
        // Not to wait for the reader of a pipe.
        m_descriptor = ::open(QFile::encodeName(m_path).constData(),
            O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, S_IRUSR | S_IWUSR);
        return m_descriptor >= 0;
    }

    /// Leaves the file as it was before a line that was written in part only.
    void takeBack(const QByteArray& bytes, qsizetype written)
    {
        const qsizetype wholeLines = bytes.left(written).lastIndexOf('\n') + 1;
        const off_t end = ::lseek(m_descriptor, 0, SEEK_END);
        const bool isCut = written == wholeLines
            || (end >= 0 && ::ftruncate(m_descriptor, end - off_t(written - wholeLines)) == 0);
        m_endsTorn = !isCut || (m_endsTorn && written == 0);
    }

    QString problem(const char* what) const
    {
        return QStringLiteral("The log \"%1\" cannot be %2: %3.")
            .arg(m_path, QLatin1String(what), QString::fromLocal8Bit(std::strerror(errno)));
    }

    const QString m_path;
    const bool m_isOutput;
    int m_descriptor = -1;
    bool m_endsTorn = false;
};
#else
class AppendedFile
{
public:
    explicit AppendedFile(const QString& path)
        : m_file(path)
    { }

    void close() { m_file.close(); }

    QString write(const QByteArray& lines)
    {
        const bool isOpen = m_file.isOpen() || m_file.open(QIODevice::Append);
        return isOpen && m_file.write(lines) == lines.size() && m_file.flush()
            ? QString()
            : QStringLiteral("The log \"%1\" cannot be written: %2.")
                  .arg(m_file.fileName(), m_file.errorString());
    }

private:
    QFile m_file;
};
#endif

} // namespace

/// The half of a LineFile that writes.
///
/// Thread: one of its own. Owner: that thread.
class LineWriter : public QObject
{
    Q_OBJECT

public:
    struct Counts
    {
        std::atomic<qsizetype> waiting = 0;
        std::atomic<quint64> dropped = 0;
    };

    LineWriter(const QString& path, std::shared_ptr<Counts> counts)
        : m_file(path)
        , m_counts(std::move(counts))
    { }

    void write(const QByteArray& lines, int count)
    {
        const QString sentence = m_file.write(lines);
        m_counts->waiting -= lines.size();
        if (!sentence.isEmpty()) {
            m_counts->dropped += quint64(count);
        }
        if (sentence.isEmpty() != m_lastTrouble.isEmpty()) {
            Q_EMIT trouble(sentence);
        }
        m_lastTrouble = sentence;
    }

    void close() { m_file.close(); }

Q_SIGNALS:
    void trouble(const QString& sentence);

private:
    AppendedFile m_file;
    std::shared_ptr<Counts> m_counts;
    QString m_lastTrouble;
};

class LineFile::Private
{
public:
    QThread thread;
    std::shared_ptr<LineWriter::Counts> counts = std::make_shared<LineWriter::Counts>();
    LineWriter* writer = nullptr; ///< the thread deletes it when it ends
};

LineFile::LineFile(const QString& path, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->thread.setObjectName(QStringLiteral("log"));
    d->writer = new LineWriter(path, d->counts);
    d->writer->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->writer, &QObject::deleteLater);
    connect(d->writer, &LineWriter::trouble, this, &LineFile::trouble);
    d->thread.start();
}

LineFile::~LineFile()
{
    QMetaObject::invokeMethod(
        d->writer, [thread = &d->thread] { thread->quit(); }, Qt::QueuedConnection);
    if (!d->thread.wait(patienceMs)) {
        // Whoever reads standard output does not. The program is at its end, and the thread still
        // uses what is here.
        [[maybe_unused]] const Private* abandoned = d.release();
    }
}

void LineFile::add(const QByteArray& lines, int count)
{
    if (d->counts->waiting + lines.size() > MostWaitingBytes) {
        d->counts->dropped += quint64(count);
        return;
    }
    d->counts->waiting += lines.size();
    QMetaObject::invokeMethod(
        d->writer, [writer = d->writer, lines, count] { writer->write(lines, count); },
        Qt::QueuedConnection);
}

void LineFile::reopen()
{
    QMetaObject::invokeMethod(d->writer, &LineWriter::close, Qt::QueuedConnection);
}

quint64 LineFile::takeDropped()
{
    return d->counts->dropped.exchange(0);
}

} // namespace Signalbox

#include "linefile.moc"
