// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <utility>

namespace Signalbox {

/// The head of an HTTP/1.x request (RFC 9112 section 2), as far as the front door needs it.
/// A pure value: parsing touches no socket.
class RequestHead
{
public:
    static constexpr int MaxHeaders = 100;

    /// head: up to and including the empty line; one before the request is passed over (RFC 9112
    /// section 2.2). nullopt where it is no HTTP/1.x request.
    static std::optional<RequestHead> parse(QByteArrayView head);

    /// The length of the head at the beginning of these bytes, its empty line included, or -1
    /// where it is not complete.
    static qsizetype sizeIn(QByteArrayView bytes);

    const QByteArray& method() const { return m_method; }

    /// As sent, with all that is in it, but never with scheme and host: what stands before the path
    /// stands in the place of the header Host (RFC 9112 section 3.2.2).
    const QByteArray& target() const { return m_target; }

    /// OPTIONS for the asterisk: a question about the server, and no place on it. The path is "/".
    bool isAboutServer() const { return m_target == "*"; }

    /// Still percent-encoded, without the query and without a PIN before it.
    const QByteArray& path() const { return m_path; }

    /// The six digits of a path that begins with /pin-123456; else empty.
    const QByteArray& pin() const { return m_pin; }

    const QByteArray& query() const { return m_query; } ///< as sent, without the question mark
    const QByteArray& version() const { return m_version; } ///< as in HTTP/1.1

    /// How often a header stands there, named in lowercase.
    qsizetype count(QByteArrayView name) const;

    /// The value of a header, named in lowercase; the first of several; empty where there is none.
    QByteArray header(QByteArrayView name) const;

    /// Whether a comma-separated list holds this token, whatever its case; headers of the same name
    /// are one list (RFC 9110 section 5.3).
    bool headerHasToken(QByteArrayView name, QByteArrayView token) const;

    /// The head of an upgrade that says nothing but the key of this one. Whoever reads it has no
    /// opinion of its own of what was judged here.
    QByteArray bareUpgrade() const;

private:
    bool setRequestLine(QByteArrayView line);
    void setTarget(const QByteArray& target);
    bool addHeader(QByteArrayView line);
    void takeHostOfTarget();

    QByteArray m_method;
    QByteArray m_target;
    std::optional<QByteArray> m_targetHost; ///< of one in absolute form, as sent
    QByteArray m_path;
    QByteArray m_pin;
    QByteArray m_query;
    QByteArray m_version;
    QList<std::pair<QByteArray, QByteArray>> m_headers; ///< names in lowercase
};

} // namespace Signalbox
