// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/admission/writtennames.h"

#include "core/admission/ipaddress.h"
#include "core/admission/weborigin.h"

namespace Signalbox {

std::optional<QString> siteFrom(const QString& written)
{
    const auto origin = WebOrigin::parseWritten(written);
    return origin ? std::optional(origin->text()) : std::nullopt;
}

std::optional<QString> hostNameFrom(const QString& written)
{
    const QString text = written.trimmed();
    const auto place = text.contains(u':') ? std::nullopt : HostPort::parse(text);
    if (!place || place->isAddress()) {
        return std::nullopt;
    }
    const QString name = place->host.endsWith(u'.') ? place->host.chopped(1) : place->host;
    return name.isEmpty() ? std::nullopt : std::optional(name);
}

bool isIpAddress(const QString& text)
{
    return ipAddress(text).has_value();
}

bool isAddressRange(const QString& text)
{
    return AddressRange::parse(text).has_value();
}

} // namespace Signalbox
