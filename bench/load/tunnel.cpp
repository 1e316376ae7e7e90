// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/tunnel.h"

#include <cstdio>
#include <cstdlib>
#include <openssl/err.h>

namespace Load {

namespace {

/// So much is read at once, head and body of several records; otherwise each record takes two
/// calls.
constexpr size_t ReadAhead = 64 * 1024;

[[noreturn]] void giveUp(const char* what)
{
    std::fprintf(stderr, "load: %s\n", what);
    ERR_print_errors_fp(stderr);
    std::exit(1);
}

} // namespace

TunnelSettings::TunnelSettings()
    : m_context(SSL_CTX_new(TLS_client_method()))
{
    SSL_CTX* context = m_context.get();
    if (context == nullptr || SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1
        || SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256") != 1) {
        giveUp("no TLS 1.3");
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // What waits is kept in a string, which moves when more is added.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_default_read_buffer_len(context, ReadAhead);
}

Tunnel::Tunnel(const TunnelSettings& settings, int socket)
    : m_session(SSL_new(settings.context()))
{
    if (!m_session || SSL_set_fd(m_session.get(), socket) != 1) {
        giveUp("no TLS session");
    }
    SSL_set_connect_state(m_session.get());
}

Tunnel::Outcome Tunnel::shakeHands()
{
    ERR_clear_error();
    return outcomeOf(SSL_do_handshake(m_session.get()));
}

Tunnel::Outcome Tunnel::write(std::string_view bytes, size_t& written)
{
    written = 0;
    while (written < bytes.size()) {
        const std::string_view rest = bytes.substr(written);
        size_t count = 0;
        ERR_clear_error();
        const int result = SSL_write_ex(m_session.get(), rest.data(), rest.size(), &count);
        if (result != 1) {
            return outcomeOf(result);
        }
        written += count;
    }
    return Outcome::Done;
}

Tunnel::Outcome Tunnel::read(char* buffer, size_t capacity, size_t& size)
{
    size = 0;
    do {
        size_t count = 0;
        ERR_clear_error();
        const int result = SSL_read_ex(m_session.get(), buffer + size, capacity - size, &count);
        if (result != 1) {
            return outcomeOf(result);
        }
        size += count;
        // Nothing of the next record is there: asking the system would be in vain.
        if (SSL_has_pending(m_session.get()) == 0) {
            return Outcome::WantsToRead;
        }
    } while (size < capacity);
    return Outcome::Done;
}

Tunnel::Outcome Tunnel::outcomeOf(int result)
{
    if (result == 1) {
        return Outcome::Done;
    }
    switch (SSL_get_error(m_session.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return Outcome::WantsToRead;
    case SSL_ERROR_WANT_WRITE:
        return Outcome::WantsToWrite;
    default:
        return Outcome::Broken;
    }
}

} // namespace Load
