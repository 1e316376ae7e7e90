// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace Signalbox {

template <auto release>
struct Release
{
    template <typename T>
    void operator()(T* thing) const
    {
        release(thing);
    }
};

/// OpenSSL's things, each with an owner.
using OwnedCertificate = std::unique_ptr<X509, Release<X509_free>>;
using OwnedKey = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;

/// Leaves the thread's queue of OpenSSL errors empty: Qt's sockets read it, and would take our
/// errors for their own.
class QuietErrors
{
public:
    QuietErrors() { ERR_clear_error(); }
    ~QuietErrors() { ERR_clear_error(); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
};

} // namespace Signalbox
