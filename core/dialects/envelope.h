// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/json/scan.h"
#include "core/signal/fault.h"

#include <QByteArrayView>
#include <QString>

#include <optional>
#include <span>
#include <variant>

/// What the readers of several languages share: the checks of a message's outside, and the names in
/// it. All without state.
namespace Signalbox::Envelope {

inline constexpr int MaxDepth = 32;

/// Of an id, a nick or a room, as JSON text without the quotes.
inline constexpr qsizetype MaxNameBytes = 128;

/// key: in Latin-1.
Fault faultAt(FaultCode code, QByteArrayView key);

/// A type that the language has not got: of a long one only the beginning is kept. quoted: a string
/// value.
Fault unknownType(QByteArrayView quoted);

/// What is wrong with a message as a whole; nullopt: it is an object.
std::optional<Fault> faultOf(Json::Scan::Verdict verdict);

/// The members of a message that bear these names, or why it is no JSON object in UTF-8 within
/// MaxDepth. Keys that stand twice are for the caller to find.
std::variant<Json::Scan, Fault> scan(QByteArrayView text, std::span<const QByteArrayView> names);

/// The first of the keys from first to before last that stands twice.
std::optional<Fault> findDuplicate(
    const Json::Scan& scan, std::span<const QByteArrayView> names, size_t first, size_t last);

/// The first of all the keys that stands twice.
std::optional<Fault> findDuplicate(const Json::Scan& scan, std::span<const QByteArrayView> names);

/// Whether a string value, quotes included, is too long for a name. Measured as it will be relayed:
/// a name must not make many bytes of few, twice in every message.
bool isTooLong(QByteArrayView quoted);

/// The same of a text that did not come as JSON.
bool isTooLong(const QString& name);

using Name = std::variant<std::optional<QString>, Fault>;

/// A text that names something: absent (also as null), or its value, or what is wrong with it.
Name readName(QByteArrayView text, const Json::Member& member, QByteArrayView key);

/// A text that names something and must be there: its value, or what is wrong with it.
std::variant<QString, Fault> readNeededName(
    QByteArrayView text, const Json::Member& member, QByteArrayView key);

/// Reads the name under a key into a field that has no value yet.
std::optional<Fault> fill(std::optional<QString>& field, QByteArrayView text,
    const Json::Member& member, QByteArrayView key);

} // namespace Signalbox::Envelope
