// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/hostrule.h"

#include "core/admission/writtennames.h"

namespace Signalbox {

namespace {

/// A name with the root's dot behind it is the same name.
QString withoutRoot(const QString& name)
{
    return name.endsWith(u'.') ? name.chopped(1) : name;
}

} // namespace

void HostRule::set(const QStringList& listed, const QStringList& own)
{
    m_names.clear();
    for (const QString& name : listed) {
        add(name);
    }
    for (const QString& name : own) {
        add(name);
        const QString bare = name.section(u'.', 0, 0);
        if (bare != QLatin1String("localhost")) { // anybody can call themselves localhost.local
            add(bare + QStringLiteral(".local"));
        }
    }
}

void HostRule::add(const QString& name)
{
    if (const auto plain = hostNameFrom(name)) {
        m_names.insert(*plain);
    }
}

bool HostRule::allows(const QByteArray& host) const
{
    const auto place = HostPort::parse(QString::fromLatin1(host));
    return place && (place->isAddress() || allowsName(place->host));
}

bool HostRule::allowsName(const QString& name) const
{
    const QString plain = withoutRoot(name);
    return plain == QLatin1String("localhost") || plain.endsWith(QLatin1String(".localhost"))
        || m_names.contains(plain);
}

} // namespace Signalbox
