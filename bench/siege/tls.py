# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""TLS by OpenSSL itself, as Python's ssl cannot change keys: as much of a socket as attackers use."""

import ctypes
import ctypes.util
import socket
import struct

SECONDS = 2
MOST = 256 * 1024


def _openssl():
    name = ctypes.util.find_library("ssl")
    if not name:
        raise RuntimeError("there is no OpenSSL")
    library = ctypes.CDLL(name)
    pointer = ctypes.c_void_p
    for function, result, arguments in (
        ("TLS_client_method", pointer, []),
        ("SSL_CTX_new", pointer, [pointer]),
        ("SSL_CTX_free", None, [pointer]),
        ("SSL_new", pointer, [pointer]),
        ("SSL_free", None, [pointer]),
        ("SSL_set_fd", ctypes.c_int, [pointer, ctypes.c_int]),
        ("SSL_connect", ctypes.c_int, [pointer]),
        ("SSL_write", ctypes.c_int, [pointer, ctypes.c_char_p, ctypes.c_int]),
        ("SSL_read", ctypes.c_int, [pointer, pointer, ctypes.c_int]),
        ("SSL_pending", ctypes.c_int, [pointer]),
        ("SSL_key_update", ctypes.c_int, [pointer, ctypes.c_int]),
        ("SSL_do_handshake", ctypes.c_int, [pointer]),
    ):
        getattr(library, function).restype = result
        getattr(library, function).argtypes = arguments
    return library


class Secure:
    """A connected socket, as a client that trusts anybody. OpenSSL waits in the system, where each
    wait has its end."""

    def __init__(self, plain):
        self.plain = plain
        self.openssl = _openssl()
        self.context = self.openssl.SSL_CTX_new(self.openssl.TLS_client_method())
        self.ssl = self.openssl.SSL_new(self.context)
        plain.settimeout(None)
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            plain.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", SECONDS, 0))
        self.openssl.SSL_set_fd(self.ssl, plain.fileno())
        self._must(self.openssl.SSL_connect(self.ssl))

    def __del__(self):
        self.openssl.SSL_free(self.ssl)
        self.openssl.SSL_CTX_free(self.context)

    @staticmethod
    def _must(result):
        if result <= 0:
            raise ConnectionError("TLS")
        return result

    def settimeout(self, _):
        """It has one."""

    def fileno(self):
        return self.plain.fileno()

    def sendall(self, data):
        self._must(self.openssl.SSL_write(self.ssl, data, len(data)))

    def recv(self, size):
        """All that was in a record: what is left in one would not be seen at the socket."""
        data = b""
        while not data or self.openssl.SSL_pending(self.ssl) > 0:
            block = ctypes.create_string_buffer(min(size, MOST))
            count = self._must(self.openssl.SSL_read(self.ssl, block, len(block)))
            data += block.raw[:count]
        return data

    def change_key(self):
        self._must(self.openssl.SSL_key_update(self.ssl, 0))
        self._must(self.openssl.SSL_do_handshake(self.ssl))

    def setsockopt(self, *arguments):
        self.plain.setsockopt(*arguments)

    def close(self):
        self.plain.close()
