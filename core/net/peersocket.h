// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QTcpSocket>

#include <span>

namespace Signalbox {

/// A TCP socket that can offer bytes to the system at once and buffers only what that does not
/// take. QTcpSocket buffers everything until the next turn of the event loop, which costs each
/// message two changes of a write notifier, and each connection 32 KiB for as long as it lives.
///
/// Whoever writes in the usual way (QWebSocket shakes hands and answers pings) is served at once as
/// well, but only with as much as one answer takes for each arrival of data: a flood of pings is
/// answered by few large writes.
///
/// Where it is aborted with something unsent, the system keeps nothing of that for the far end.
///
/// What has arrived can be hidden for a while from whoever else reads here.
///
/// Thread: the I/O thread. Owner: the front door, later the QWebSocket that is made of it.
class PeerSocket final : public QTcpSocket
{
    Q_OBJECT

public:
    explicit PeerSocket(QObject* parent = nullptr);
    ~PeerSocket() override;

    /// Takes over a connected descriptor, or fails and leaves it alone.
    bool adopt(qintptr descriptor);

    void disconnectFromHost() override;

    /// Writes all of these, at once and with one system call where nothing waits. bytesWritten()
    /// tells of buffered bytes only.
    void send(std::span<const QByteArray> pieces);

    /// What waits in the buffer; the same as bytesToWrite(), but without a look at the socket,
    /// which for one of thousands is not in the processor's cache.
    qint64 waiting() const { return m_waiting; }

    /// As if there were no more, and nothing more is taken from the system, until showRest(), which
    /// tells of it as if it had just arrived. The end of the connection waits behind it as well.
    void hideRest();
    void showRest();
    bool hidesRest() const { return m_hidesRest; }
    qint64 bytesAvailable() const override;

    /// All that has arrived and was not read, hidden or not.
    qint64 unread() const { return QTcpSocket::bytesAvailable(); }

    /// As if these bytes had arrived instead of all that has and was not read.
    void replaceUnread(QByteArrayView bytes);

Q_SIGNALS:
    /// As readyRead(), before anybody else hears of that.
    void dataArrived();

protected:
    qint64 readData(char* data, qint64 size) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    bool isFree() const { return m_waiting == 0 && m_descriptor >= 0; }
    void endWithResetIfUnsent();
    qint64 writeLater(const char* data, qint64 size);

    qintptr m_descriptor = -1; ///< as long as the socket is connected; its number is soon another's
    QByteArrayView m_substitute; ///< what is read next, while replaceUnread() lasts
    qint64 m_waiting = 0;
    qint64 m_readBuffer = 0; ///< its size, when the rest was hidden
    int m_answersLeft = 0; ///< so many writes may still leave at once
    bool m_hidesRest = false;
    bool m_endsWithReset = false; ///< as the system was told
};

} // namespace Signalbox
