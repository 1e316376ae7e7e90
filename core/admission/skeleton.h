// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>

namespace Signalbox {

/// What is left of a name when all is taken away that an eye does not see or may pass over: case,
/// width and style of letters, accents, invisible characters, and from which alphabet a letter
/// comes that looks like a Latin one. Two names with the same skeleton can be taken for each other.
/// It is for comparing, not for showing.
///
/// Letters and digits of ASCII stay apart from each other: l and 1 look alike, but "Alla" and
/// "Alia" are two people.
std::u32string skeletonOf(const QString& name);

} // namespace Signalbox
