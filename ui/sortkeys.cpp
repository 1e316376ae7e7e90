// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/sortkeys.h"

#include <QList>
#include <QStringList>

#include <algorithm>

namespace Signalbox {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool appendIpv4(const QString& text, QString& key)
{
    const auto parts = QStringView(text).split(u'.');
    if (parts.size() != 4) {
        return false;
    }
    QString bytes;
    for (const QStringView part : parts) {
        bool ok = false;
        const uint value = part.toUInt(&ok);
        if (!ok || value > 255) {
            return false;
        }
        bytes += QChar(static_cast<char16_t>(value));
    }
    key += bytes;
    return true;
}

/// The groups of one side of "::", each as one code unit.
bool appendGroups(QStringView text, QString& key)
{
    if (text.isEmpty()) {
        return true;
    }
    for (const QStringView part : text.split(u':')) {
        bool ok = false;
        const uint value = part.toUInt(&ok, 16);
        if (!ok || value > 0xFFFF) {
            return false;
        }
        key += QChar(static_cast<char16_t>(value));
    }
    return true;
}

bool appendIpv6(const QString& text, QString& key)
{
    const QStringView address = QStringView(text).left(text.indexOf(u'%')); // without the zone
    const qsizetype gap = address.indexOf(QLatin1String("::"));
    QString before;
    QString after;
    if (!appendGroups(gap < 0 ? address : address.left(gap), before)
        || (gap >= 0 && !appendGroups(address.mid(gap + 2), after))) {
        return false;
    }
    const qsizetype missing = 8 - before.size() - after.size();
    if (missing < 0 || (gap < 0 && missing > 0)) {
        return false;
    }
    key += before + QString(missing, QChar(u'\0')) + after;
    return true;
}

} // namespace

QString naturalKey(const QString& text)
{
    const QString folded = text.toCaseFolded();
    QString key;
    key.reserve(folded.size() + 4);
    for (qsizetype i = 0; i < folded.size();) {
        if (!isDigit(folded.at(i))) {
            key += folded.at(i++);
            continue;
        }
        qsizetype end = i;
        while (end < folded.size() && isDigit(folded.at(end))) {
            ++end;
        }
        while (i < end - 1 && folded.at(i) == u'0') {
            ++i;
        }
        // A longer number is a larger one, so its length stands before its digits.
        key += u'0';
        key += QChar(static_cast<char16_t>(std::min<qsizetype>(end - i, 0xFFFF)));
        key += QStringView(folded).mid(i, end - i);
        i = end;
    }
    return key;
}

QString addressKey(const QString& address)
{
    QString key(1, u'4');
    if (appendIpv4(address, key)) {
        return key;
    }
    key = QString(1, u'6');
    if (appendIpv6(address, key)) {
        return key;
    }
    return u'~' + naturalKey(address);
}

} // namespace Signalbox
