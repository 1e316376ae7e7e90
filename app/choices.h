// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace Signalbox {

/// Why the program does not start: a sentence for whoever started it.
struct UsageError
{
    QString text;
};

/// What one source (the configuration file, the environment, the command line) says about the
/// hub. What it does not mention stays empty.
struct Choices
{
    std::optional<QString> listen;
    std::optional<quint16> port;
    std::optional<bool> noLimits;
    std::optional<QByteArray> iceServers; ///< see iceServersFromJson()
    std::optional<bool> peerJsDiscovery;

    /// These choices, and where they say nothing, those of the weaker source.
    Choices over(const Choices& weaker) const;
};

using ChoicesOrError = std::variant<Choices, UsageError>;

/// The values as people write them; nullopt where they are not allowed.
std::optional<QString> addressFromText(const QString& text);
std::optional<quint16> portFromText(const QString& text);
std::optional<bool> flagFromText(const QString& text);
std::optional<QString> profileFromText(const QString& text);

/// What is allowed, as the end of a sentence.
QString allowedAddresses();
QString allowedPorts();
QString allowedFlags();
QString allowedProfiles();

} // namespace Signalbox
