// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <variant>

namespace Signalbox {

/// The bytes of a file of some kilobytes, or a sentence that names it. Never more than a mebibyte
/// is read.
std::variant<QByteArray, QString> readSmallFile(const QString& path);

enum class Existing
{
    Keep, ///< fails if there is something of this name
    Replace
};

/// Writes a file that only its owner may read, from its first moment on. Whatever happens, there is
/// either the whole file under this name or what was there before; and once this returns, it stays
/// so after a power cut. Empty: done; else a sentence that names the file.
QString writePrivateFile(const QString& path, const QByteArray& bytes, Existing existing);

/// Makes a folder that only its owner may enter, or turns one into such. Empty: done; else a
/// sentence that names it.
QString makePrivateFolder(const QString& path);

} // namespace Signalbox
