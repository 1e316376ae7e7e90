// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/kepttext.h"

#include "core/files/privatefile.h"
#include "core/operation/generations.h"

#include <QThreadPool>

#include <utility>
#include <vector>

namespace Signalbox {

class KeptText::Private
{
public:
    Private(KeptText& text, const QString& path)
        : q(text)
        , generations(path)
    {
        writer.setMaxThreadCount(1);
    }

    void startWriting()
    {
        if (isWriting || !waiting) {
            return;
        }
        isWriting = true;
        tellNow = std::exchange(tellNext, {});
        unwritten.reset(); // what comes is newer
        writer.start([this, text = *std::exchange(waiting, std::nullopt)] {
            // The generations are the writer's while it writes: load() is for the start only.
            const QString problem = generations.write(text);
            QMetaObject::invokeMethod(
                &q, [this, text, problem] { onWritten(text, problem); }, Qt::QueuedConnection);
        });
    }

    void onWritten(const QByteArray& text, const QString& problem)
    {
        isWriting = false;
        unwritten = problem.isEmpty() ? std::nullopt : std::optional(text);
        writingTrouble = problem;
        const std::vector<Told> over = std::exchange(tellNow, {});
        tell();
        startWriting();
        for (const Told& then : over) {
            then(problem.isEmpty());
        }
    }

    void tell()
    {
        QStringList all{loadingTrouble, writingTrouble};
        all.removeAll(QString());
        const QString sentences = all.join(u' ');
        if (sentences != told) {
            told = sentences;
            Q_EMIT q.trouble(sentences);
        }
    }

    /// Why a generation cannot be taken, as a sentence; nullopt: it was.
    static std::optional<QString> offer(const QString& path, const Taker& take)
    {
        const auto read = Generations::read(path);
        if (const QString* problem = std::get_if<QString>(&read)) {
            return *problem;
        }
        const auto problem = take(std::get<QByteArray>(read));
        return problem
            ? std::optional(QStringLiteral("\"%1\" is not as it should be: %2").arg(path, *problem))
            : std::nullopt;
    }

    std::optional<QString> load(const Taker& take)
    {
        isRefused = false;
        const bool hasNewest = isThere(generations.newest());
        const bool hasPrevious = isThere(generations.previous());
        QStringList problems;
        if (hasNewest) {
            const auto problem = offer(generations.newest(), take);
            if (!problem) {
                return std::nullopt;
            }
            problems.append(*problem);
        }
        if (hasPrevious) {
            const auto problem = offer(generations.previous(), take);
            if (!problem) {
                onPreviousTaken(problems);
                return std::nullopt;
            }
            problems.append(*problem);
        }
        isRefused = !problems.isEmpty();
        return isRefused ? std::optional(problems.join(u' ')) : std::nullopt;
    }

    void onPreviousTaken(QStringList problems)
    {
        if (problems.isEmpty()) {
            problems.append(QStringLiteral("\"%1\" is not there.").arg(generations.newest()));
        } else {
            problems.append(generations.putAside());
        }
        problems.append(
            QStringLiteral("What stands in \"%1\" was taken instead.").arg(generations.previous()));
        problems.removeAll(QString());
        loadingTrouble = problems.join(u' ');
        tell();
    }

    using Told = std::function<void(bool isWritten)>;

    KeptText& q;
    Generations generations;
    QThreadPool writer;
    bool isWriting = false;
    bool isRefused = false; ///< there is something that could not be read: it stays
    std::optional<QByteArray> waiting;
    std::optional<QByteArray> unwritten; ///< what could not be written
    std::vector<Told> tellNow; ///< of what is being written
    std::vector<Told> tellNext; ///< of what waits
    QString loadingTrouble; ///< stays: saving does not bring back what was lost
    QString writingTrouble;
    QString told;
};

KeptText::KeptText(const QString& path, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, path))
{ }

KeptText::~KeptText()
{
    d->writer.waitForDone();
    const auto& last = d->waiting ? d->waiting : d->unwritten;
    if (last) {
        d->generations.write(*last);
    }
}

std::optional<QString> KeptText::load(const Taker& take, Leftovers leftovers)
{
    if (leftovers == Leftovers::Removed) {
        d->generations.clearAway();
    }
    return d->load(take);
}

void KeptText::save(const QByteArray& text)
{
    if (d->isRefused) {
        return;
    }
    d->waiting = text;
    d->startWriting();
}

void KeptText::whenWritten(const std::function<void(bool isWritten)>& then)
{
    if (d->waiting) {
        d->tellNext.push_back(then);
    } else if (d->isWriting) {
        d->tellNow.push_back(then);
    } else {
        then(!d->unwritten && !d->isRefused);
    }
}

} // namespace Signalbox
