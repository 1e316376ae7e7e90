// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace Signalbox {

/// One file of the hub's own that must not be lost: written whole and atomically by a thread of its
/// own, readable by its owner only, with the generation before it kept beside it.
///
/// Thread: the one it was made in. Owner: who keeps something.
class KeptText : public QObject
{
    Q_OBJECT

public:
    /// path: of the file; its folder is made when something is first saved.
    explicit KeptText(const QString& path, QObject* parent = nullptr);

    /// Waits until what was asked for is written.
    ~KeptText() override;

    /// Why a text is not what it should be, as an English sentence; nullopt where it is.
    using Taker = std::function<std::optional<QString>(const QByteArray& text)>;

    /// What a program that ended while it wrote has left. Whoever may not be the only one to write
    /// the file keeps it: it could be what the other one is writing.
    enum class Leftovers
    {
        Removed,
        Kept,
    };

    /// Reads the file and offers it to take; where that does not take it, keeps it aside as
    /// NAME.bad and offers the generation before it, which trouble() tells. Where there is no file,
    /// take is not asked. An English sentence that names the files where nothing could be taken:
    /// then nothing may be saved over them until something could. Waits for the disk: for the
    /// start, and for when nothing was saved since.
    std::optional<QString> load(const Taker& take, Leftovers leftovers = Leftovers::Removed);

    /// Has this written soon. Of several that wait the newest is.
    void save(const QByteArray& text);

    /// Calls back, on this thread, once what was last given to save() is written, or could not be.
    /// At once where nothing is under way. A KeptText that ends first does not call.
    void whenWritten(const std::function<void(bool isWritten)>& then);

Q_SIGNALS:
    /// What went wrong with the file, as an English sentence; empty: it is well again.
    void trouble(const QString& sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Signalbox
