// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <variant>

namespace Signalbox {

/// A small file on the disk and the generation before it: NAME and NAME.previous, readable by their
/// owner only. At every moment, whatever ends the program or the machine, one of both is whole.
/// Waits for the disk.
///
/// Thread: one at a time. Owner: a KeptText.
class Generations
{
public:
    static constexpr int LargestMebibytes = 16; ///< more is never read

    explicit Generations(QString newest);

    const QString& newest() const { return m_newest; }
    QString previous() const { return m_newest + QStringLiteral(".previous"); }
    QString bad() const { return m_newest + QStringLiteral(".bad"); }

    /// What stands in a file, or an English sentence that names it.
    static std::variant<QByteArray, QString> read(const QString& path);

    /// Removes what a program that ended while it wrote has left.
    void clearAway() const;

    /// Keeps the newest, which cannot be read, as NAME.bad, so that the generation before it stays.
    /// Empty, or an English sentence; then it is tried again before the next write().
    QString putAside();

    /// What was the newest is the previous from here on. Empty: it is on the disk; else an English
    /// sentence, and nothing has changed.
    QString write(const QByteArray& text);

private:
    QString rotate() const;

    QString m_newest;
    bool m_isNewestBad = false;
};

} // namespace Signalbox
