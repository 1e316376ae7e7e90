// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/core/dialects/seedreading.h"

#include "core/dialects/seedreader.h"
#include "tests/support/alone.h"
#include "tests/support/dialogue.h"

namespace Signalbox {

QString describe(const Reading& reading)
{
    if (const auto* fault = std::get_if<Fault>(&reading)) {
        return Dialogue::describe(Refused{*fault});
    }
    const Command& command = std::get<Command>(reading);
    const auto field = [](const std::optional<QString>& text) { return text.value_or(u"-"_qs); };
    if (const auto* join = std::get_if<Join>(&command)) {
        const QString more = join->pin.isEmpty() && join->resume.isEmpty()
            ? QString()
            : u" pin=%1 resume=%2"_qs.arg(join->pin, QString::fromUtf8(join->resume));
        return u"join id=%1 nick=%2 room=%3"_qs.arg(join->id, field(join->nick), field(join->room))
            + more;
    }
    if (const auto* send = std::get_if<SendToPeer>(&command)) {
        return u"to %1 "_qs.arg(send->receiver) + QString::fromUtf8(send->message.bytes);
    }
    if (const auto* send = std::get_if<SendToRoom>(&command)) {
        return u"to-all "_qs + QString::fromUtf8(send->message.bytes);
    }
    return u"leave"_qs;
}

QString readBySeed(const QByteArray& text)
{
    return describe(SeedReader().read(text, Alone()));
}

} // namespace Signalbox
