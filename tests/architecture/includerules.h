// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace Signalbox {

/// A room of the house: which files belong to it, and whom they may include.
struct Room
{
    QString name;
    /// Below the root: a file, a directory with all that is below it ("core/net/"), or the files of
    /// a directory alone ("core/*"). Of several that match a file, the longest counts.
    QStringList places;
    /// Rooms whose headers its files may name in an include.
    QStringList mayInclude;
    /// Rooms that may come along with those.
    QStringList mayReach;
    /// Qt modules whose headers its files may include, and reach.
    QStringList qtModules;
    /// Beginnings of Qt headers that are forbidden all the same, in lower case.
    QStringList forbiddenQtHeaders;
    /// Whether its files may include the system's headers (<sys/socket.h>) beside C++'s own.
    bool systemHeaders = true;
};

/// The table of DESIGN: who may include whom.
QList<Room> roomsOfTheHouse();

/// Finds the includes that a table of rooms does not allow. It reads the sources as text: what a
/// preprocessor condition hides is checked as well.
class IncludeRules
{
public:
    /// qtHeaders: the directory that holds QtCore, QtWidgets and so on.
    IncludeRules(QList<Room> rooms, const QString& root, const QString& qtHeaders);

    /// Checks every source below these directories of the root. One sentence for each violation.
    QStringList violations(const QStringList& directories);

private:
    struct Include
    {
        QString name;
        bool quoted = false;
    };
    /// What one file pulls in: of this tree and of Qt.
    struct Reached
    {
        QSet<QString> files;
        QSet<QString> qtHeaders; ///< as "Module/header"
        QSet<QString> systemHeaders;
    };

    QStringList sourcesBelow(const QString& directory) const;
    QList<Include> includesOf(const QString& file);
    const Reached& directlyReachedBy(const QString& file);
    Reached reachedBy(const QString& file);
    void checkIncludes(const QString& file, const Room& room);
    void checkReach(const QString& file, const Room& room);
    /// A header that its source includes first is known to need nothing before it.
    void checkOwnHeader(const QString& file);
    void checkForeign(const QString& file, const Room& room, const Reached& reached);
    const Room* roomOf(const QString& file) const;
    QString qtModuleOf(const QString& header) const;
    void resolve(const QString& file, const Include& include, Reached& reached);
    void complain(const QString& file, const QString& problem);

    const QList<Room> m_rooms;
    const QString m_root;
    const QString m_qtHeaders;
    QStringList m_qtModules;
    QHash<QString, Reached> m_direct;
    mutable QHash<QString, QString> m_moduleCache;
    QSet<QString> m_violations;
};

} // namespace Signalbox
