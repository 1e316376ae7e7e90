// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/conversations/scene.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace Signalbox {

namespace {

struct Shape
{
    Line::Kind kind;
    QRegularExpression pattern;
};

/// The more special ones first: what a client says may look like anything.
const QList<Shape>& shapes()
{
    using Kind = Line::Kind;
    static const QList<Shape> all{
        {Kind::Open, QRegularExpression(QStringLiteral("^open (?<who>\\S+) (?<text>/\\S*)$"))},
        {Kind::Close, QRegularExpression(QStringLiteral("^close (?<who>\\S+)$"))},
        {Kind::Get, QRegularExpression(QStringLiteral("^get (?<text>/\\S*)$"))},
        {Kind::Got, QRegularExpression(QStringLiteral("^got (?<code>\\d{3})(?: (?<text>.*))?$"))},
        {Kind::Say, QRegularExpression(QStringLiteral("^(?<who>\\S+) > (?<text>.*)$"))},
        {Kind::Hear, QRegularExpression(QStringLiteral("^(?<who>\\S+) < (?<text>.*)$"))},
        {Kind::MayHear, QRegularExpression(QStringLiteral("^(?<who>\\S+) ~ (?<text>.*)$"))},
        {Kind::Closed,
            QRegularExpression(
                QStringLiteral("^(?<who>\\S+) closed(?: (?<code>\\d{4})(?: (?<text>.*))?)?$"))},
    };
    return all;
}

bool readLine(const QString& text, Line& line)
{
    for (const Shape& shape : shapes()) {
        const QRegularExpressionMatch match = shape.pattern.match(text);
        if (match.hasMatch()) {
            const auto part = [&match](const QString& name) {
                return match.regularExpression().namedCaptureGroups().contains(name)
                    ? match.captured(name)
                    : QString();
            };
            line.kind = shape.kind;
            line.who = part(QStringLiteral("who"));
            line.text = part(QStringLiteral("text"));
            line.code = part(QStringLiteral("code")).toInt();
            return true;
        }
    }
    return false;
}

/// Takes the word from the beginning of the text, if it stands there.
bool take(QString& text, const QString& word)
{
    if (!text.startsWith(word)) {
        return false;
    }
    text.remove(0, word.size());
    return true;
}

/// Reads line after line; keeps what holds for one side.
class Reader
{
public:
    Reader(const QString& path, Side side)
        : m_name(QFileInfo(path).completeBaseName())
        , m_side(side)
    { }

    /// Whether it could be understood.
    bool read(QString text, int number)
    {
        if (text.isEmpty() || text.startsWith(u'#') || text.startsWith(u"why: ")) {
            return true;
        }
        if (take(text, QStringLiteral("mount: "))) {
            m_mount = text;
            return true;
        }
        const bool onlyHub = take(text, QStringLiteral("signalbox: "));
        const bool onlyOriginal = !onlyHub && take(text, QStringLiteral("original: "));
        const bool ours = !(m_side == Side::Hub ? onlyOriginal : onlyHub);
        if (take(text, QStringLiteral("scene: "))) {
            m_skipping = !ours;
            if (ours) {
                m_scenes.append({m_name, text, {}});
            }
            return true;
        }
        Line line;
        line.number = number;
        if (!readLine(text, line)) {
            return false;
        }
        if (m_side == Side::Original && !m_mount.isEmpty()
            && line.text.startsWith(m_mount + u'/')) {
            line.text.remove(0, m_mount.size());
        }
        if (ours && !m_skipping) {
            if (m_scenes.isEmpty()) {
                return false;
            }
            m_scenes.last().lines.append(line);
        }
        return true;
    }

    const QList<Scene>& scenes() const { return m_scenes; }

private:
    QString m_name;
    Side m_side;
    QString m_mount; ///< the place that the hub gives the original among the others
    bool m_skipping = false;
    QList<Scene> m_scenes;
};

} // namespace

QList<Scene> readScenes(const QString& path, Side side, QString* error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = path + QStringLiteral(": ") + file.errorString();
        return {};
    }
    Reader reader(path, side);
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (int number = 1; number <= lines.size(); ++number) {
        if (!reader.read(lines[number - 1], number)) {
            *error = QStringLiteral("%1:%2: what is \"%3\"?")
                         .arg(path, QString::number(number), lines[number - 1]);
            return {};
        }
    }
    return reader.scenes();
}

} // namespace Signalbox
