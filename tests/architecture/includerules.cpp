// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/architecture/includerules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace Signalbox {

namespace {

bool isInside(const QString& file, const QString& place)
{
    if (place.endsWith(u'*')) {
        const QString directory = place.chopped(1);
        return file.startsWith(directory) && !file.mid(directory.size()).contains(u'/');
    }
    return place.endsWith(u'/') ? file.startsWith(place) : file == place;
}

} // namespace

IncludeRules::IncludeRules(QList<Room> rooms, const QString& root, const QString& qtHeaders)
    : m_rooms(std::move(rooms))
    , m_root(root)
    , m_qtHeaders(qtHeaders)
    , m_qtModules(
          QDir(qtHeaders).entryList({QStringLiteral("Qt*")}, QDir::Dirs | QDir::NoDotAndDotDot))
{ }

QStringList IncludeRules::violations(const QStringList& directories)
{
    m_violations.clear();
    for (const QString& directory : directories) {
        for (const QString& file : sourcesBelow(directory)) {
            if (const Room* room = roomOf(file)) {
                checkIncludes(file, *room);
                checkReach(file, *room);
                checkOwnHeader(file);
            } else {
                complain(file, QStringLiteral("belongs to no room of the table"));
            }
        }
    }
    QStringList sorted(m_violations.begin(), m_violations.end());
    sorted.sort();
    return sorted;
}

QStringList IncludeRules::sourcesBelow(const QString& directory) const
{
    const QDir root(m_root);
    QStringList files;
    QDirIterator walk(root.filePath(directory),
        {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.hpp"),
            QStringLiteral("*.cc"), QStringLiteral("*.inl")},
        QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        files.append(root.relativeFilePath(walk.next()));
    }
    return files;
}

QList<IncludeRules::Include> IncludeRules::includesOf(const QString& file)
{
    static const QRegularExpression directive(
        QStringLiteral(R"(^[ \t]*#[ \t]*(?:include|include_next|import)\b[ \t]*([^\r\n]*))"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression target(QStringLiteral(R"re(^(?:<([^>]+)>|"([^"]+)"))re"));

    QFile source(m_root + u'/' + file);
    if (!source.open(QIODevice::ReadOnly)) {
        complain(file, QStringLiteral("cannot be read"));
        return {};
    }
    QList<Include> includes;
    auto found = directive.globalMatch(QString::fromUtf8(source.readAll()));
    while (found.hasNext()) {
        const QString rest = found.next().captured(1);
        const QRegularExpressionMatch match = target.match(rest);
        if (!match.hasMatch()) {
            complain(file, QStringLiteral("includes %1, which cannot be followed").arg(rest));
        } else if (match.captured(1).isEmpty()) {
            includes.append({match.captured(2), true});
        } else {
            includes.append({match.captured(1), false});
        }
    }
    return includes;
}

const IncludeRules::Reached& IncludeRules::directlyReachedBy(const QString& file)
{
    const auto known = m_direct.constFind(file);
    if (known != m_direct.constEnd()) {
        return *known;
    }
    Reached reached;
    for (const Include& include : includesOf(file)) {
        resolve(file, include, reached);
    }
    return *m_direct.insert(file, reached);
}

IncludeRules::Reached IncludeRules::reachedBy(const QString& file)
{
    Reached all;
    QStringList waiting{file};
    QSet<QString> seen{file};
    while (!waiting.isEmpty()) {
        const Reached next = directlyReachedBy(waiting.takeLast());
        all.qtHeaders.unite(next.qtHeaders);
        all.systemHeaders.unite(next.systemHeaders);
        for (const QString& included : next.files) {
            if (!seen.contains(included)) {
                seen.insert(included);
                waiting.append(included);
                all.files.insert(included);
            }
        }
    }
    return all;
}

void IncludeRules::resolve(const QString& file, const Include& include, Reached& reached)
{
    const QString& name = include.name;
    if (QFile::exists(m_root + u'/' + name)) {
        reached.files.insert(QDir::cleanPath(name));
        return;
    }
    if (const QString module = qtModuleOf(name); !module.isEmpty()) {
        reached.qtHeaders.insert(module + u'/' + name.section(u'/', -1));
        return;
    }
    const bool generated = name.endsWith(u".moc") || name.startsWith(u"moc_");
    if (include.quoted && !generated) {
        complain(file,
            QStringLiteral("includes \"%1\", which is not a path from the root of the tree")
                .arg(name));
    } else if (name.startsWith(u'Q') || (name.startsWith(u'q') && !name.contains(u'/'))) {
        complain(file, QStringLiteral("includes <%1>, which no Qt module has").arg(name));
    } else if (!generated) {
        reached.systemHeaders.insert(name);
    }
}

void IncludeRules::checkIncludes(const QString& file, const Room& room)
{
    const Reached direct = directlyReachedBy(file);
    for (const QString& included : direct.files) {
        const Room* other = roomOf(included);
        if (!other) {
            complain(file, QStringLiteral("includes %1, which belongs to no room").arg(included));
        } else if (other->name != room.name && !room.mayInclude.contains(other->name)) {
            complain(file,
                QStringLiteral("includes %1: %2 may not include %3")
                    .arg(included, room.name, other->name));
        }
    }
    checkForeign(file, room, direct);
}

void IncludeRules::checkReach(const QString& file, const Room& room)
{
    const Reached all = reachedBy(file);
    for (const QString& reached : all.files) {
        const Room* other = roomOf(reached);
        if (other && other->name != room.name && !room.mayInclude.contains(other->name)
            && !room.mayReach.contains(other->name)) {
            complain(file,
                QStringLiteral("reaches %1: %2 may not reach %3")
                    .arg(reached, room.name, other->name));
        }
    }
    checkForeign(file, room, all);
}

void IncludeRules::checkOwnHeader(const QString& file)
{
    if (!file.endsWith(u".cpp")) {
        return;
    }
    const QString header = file.chopped(3) + u'h';
    if (!QFile::exists(m_root + u'/' + header)) {
        return;
    }
    const QList<Include> includes = includesOf(file);
    if (includes.isEmpty() || includes.constFirst().name != header) {
        complain(file, QStringLiteral("does not include its own header first"));
    }
}

void IncludeRules::checkForeign(const QString& file, const Room& room, const Reached& reached)
{
    for (const QString& header : reached.qtHeaders) {
        const QString module = header.section(u'/', 0, 0);
        if (!room.qtModules.contains(module)) {
            complain(file,
                QStringLiteral("reaches <%1>: %2 may not use %3").arg(header, room.name, module));
        }
        const QString name = header.section(u'/', -1).toLower();
        for (const QString& forbidden : room.forbiddenQtHeaders) {
            if (name.startsWith(forbidden)) {
                complain(
                    file, QStringLiteral("reaches <%1>: forbidden in %2").arg(header, room.name));
            }
        }
    }
    for (const QString& header : reached.systemHeaders) {
        if (!room.systemHeaders && (header.contains(u'/') || header.endsWith(u".h"))) {
            complain(file,
                QStringLiteral("reaches <%1>: %2 may use no system headers")
                    .arg(header, room.name));
        }
    }
}

const Room* IncludeRules::roomOf(const QString& file) const
{
    const Room* best = nullptr;
    qsizetype bestLength = 0;
    for (const Room& room : m_rooms) {
        for (const QString& place : room.places) {
            const bool inside = isInside(file, place);
            if (inside && place.size() > bestLength) {
                best = &room;
                bestLength = place.size();
            }
        }
    }
    return best;
}

QString IncludeRules::qtModuleOf(const QString& header) const
{
    const auto known = m_moduleCache.constFind(header);
    if (known != m_moduleCache.constEnd()) {
        return *known;
    }
    QString module;
    const QString directory = header.section(u'/', 0, 0);
    if (m_qtModules.contains(directory)) {
        module = directory;
    } else if (!header.contains(u'/')) {
        for (const QString& candidate : m_qtModules) {
            if (QFile::exists(m_qtHeaders + u'/' + candidate + u'/' + header)) {
                module = candidate;
                break;
            }
        }
    }
    m_moduleCache.insert(header, module);
    return module;
}

void IncludeRules::complain(const QString& file, const QString& problem)
{
    m_violations.insert(file + u' ' + problem);
}

} // namespace Signalbox
