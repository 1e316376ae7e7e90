// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace Signalbox {

/// A connection of which nothing is known yet. It waits for the first byte, which it leaves where
/// it is, and tells by it whether the connection speaks TLS: only then is it clear what kind of
/// socket to make of it, and a plain peer must not pay for TLS.
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
        Gone, ///< the connection ended or broke before
    };

    explicit FirstByte(qintptr descriptor, QObject* parent = nullptr);
    ~FirstByte() override;

    /// Looks whether it is there already, and else goes on to wait. seen() may come at once.
    void look();

    qintptr release(); ///< hands over the descriptor
    void hangUp(); ///< closes it; harmless where it was released

Q_SIGNALS:
    void seen(Signalbox::FirstByte::Kind kind); ///< once

private:
    qintptr m_descriptor;
    QSocketNotifier m_notifier;
};

} // namespace Signalbox
