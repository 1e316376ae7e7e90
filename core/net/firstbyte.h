// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <optional>

namespace Signalbox {

/// A connection of which nothing is known yet. It waits for the first byte, which it leaves where
/// it is, and tells by it whether the connection speaks TLS: only then is it clear what kind of
/// socket to make of it, and a plain peer must not pay for TLS. Who does is waited for until its
/// whole hello is there, which costs next to nothing meanwhile.
///
/// Thread: the I/O thread. Owner: the front door. It hangs up when it goes, unless it was released.
class FirstByte final : public QObject
{
    Q_OBJECT

public:
    enum class Kind
    {
        Plain,
        Tls,
        Garbled, ///< begins like TLS, and goes on as no hello does
        Gone, ///< the connection ended or broke before
    };

    /// Of a TLS record that is part of a handshake (RFC 8446 section 5.1). No HTTP method begins
    /// with it.
    static constexpr char TlsHandshake = 0x16;

    explicit FirstByte(qintptr descriptor, QObject* parent = nullptr);
    ~FirstByte() override;

    /// Looks whether it is there already, and else goes on to wait. seen() may come at once.
    void look();

    /// A longer hello is not waited for to its end. Those of browsers are below 2 KiB.
    static constexpr int MostAwaited = 4096;

    qintptr release(); ///< hands over the descriptor
    void hangUp(); ///< closes it; harmless where it was released

Q_SIGNALS:
    void seen(Signalbox::FirstByte::Kind kind); ///< once

private:
    std::optional<Kind> kind();

    qintptr m_descriptor;
    QSocketNotifier m_notifier;
    int m_awaited = 1; ///< bytes, before which there is no need to look again
};

} // namespace Signalbox
