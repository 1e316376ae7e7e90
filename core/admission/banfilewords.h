// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/ban.h"

#include <QLatin1String>

#include <optional>
#include <utility>

/// The words of the text in which bans are kept. They stand in files: none may come to mean
/// anything else.
namespace Signalbox::BanFile {

namespace Key {

inline constexpr QLatin1String version("version");
inline constexpr QLatin1String bans("bans");
inline constexpr QLatin1String kind("kind");
inline constexpr QLatin1String effect("effect");
inline constexpr QLatin1String pattern("pattern");
inline constexpr QLatin1String known("known");
inline constexpr QLatin1String reason("reason");
inline constexpr QLatin1String until("until"); ///< by the wall clock; none: for ever
inline constexpr QLatin1String lasts("lasts"); ///< milliseconds that were left when it was written
inline constexpr QLatin1String hits("hits");
inline constexpr QLatin1String id("id");
inline constexpr QLatin1String nick("nick");
inline constexpr QLatin1String rooms("rooms");
inline constexpr QLatin1String language("language"); ///< the number of core/dialects/languages.h
inline constexpr QLatin1String dialect("dialect"); ///< its name, for people
inline constexpr QLatin1String realm("realm"); ///< the realm's key, a character for each byte
inline constexpr QLatin1String address("address");
inline constexpr QLatin1String site("site");
inline constexpr QLatin1String program("program");
inline constexpr QLatin1String traits("traits");

} // namespace Key

template <class Value>
using Word = std::pair<Value, QLatin1String>;

inline constexpr Word<BanRule::Kind> kindWords[] = {
    {BanRule::Kind::Peer, QLatin1String("peer")},
    {BanRule::Kind::Address, QLatin1String("address")},
    {BanRule::Kind::Site, QLatin1String("site")},
    {BanRule::Kind::Nick, QLatin1String("nick")},
};

inline constexpr Word<BanEffect> effectWords[] = {
    {BanEffect::Refuse, QLatin1String("refuse")},
    {BanEffect::Mute, QLatin1String("mute")},
};

inline constexpr Word<IdentityTrait> traitWords[] = {
    {IdentityTrait::Id, QLatin1String("id")},
    {IdentityTrait::Nick, QLatin1String("nick")},
    {IdentityTrait::Program, QLatin1String("program")},
    {IdentityTrait::Room, QLatin1String("room")},
};

template <class Value, size_t Size>
QString wordFor(const Word<Value> (&words)[Size], Value value)
{
    for (const auto& [known, word] : words) {
        if (known == value) {
            return word;
        }
    }
    return {};
}

template <class Value, size_t Size>
std::optional<Value> valueOf(const Word<Value> (&words)[Size], const QString& text)
{
    for (const auto& [value, word] : words) {
        if (word == text) {
            return value;
        }
    }
    return std::nullopt;
}

/// Every word, as a list for people.
template <class Value, size_t Size>
QString listed(const Word<Value> (&words)[Size])
{
    QStringList all;
    for (const auto& [value, word] : words) {
        all.append(u'"' + QString(word) + u'"');
    }
    return all.join(QStringLiteral(", "));
}

} // namespace Signalbox::BanFile
