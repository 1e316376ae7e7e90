# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""WebSocket by hand: every byte is the caller's to choose."""

import json
import socket
import struct

from .tls import Secure

TEXT, CLOSE, PING, PONG, MORE = 1, 8, 9, 10, 0
CONNECT_SECONDS = 5
HEAD = (
    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
)


class Refused(Exception):
    """No WebSocket came of it."""


def frame(payload, opcode=TEXT, first=0x80):
    """Masked with zeroes: what is sent is what is written here."""
    size = len(payload)
    if size < 126:
        length = bytes([0x80 | size])
    elif size < 65536:
        length = b"\xfe" + struct.pack(">H", size)
    else:
        length = b"\xff" + struct.pack(">Q", size)
    return bytes([first | opcode]) + length + b"\0\0\0\0" + payload


def said(**members):
    return frame(json.dumps(members, separators=(",", ":")).encode())


def frames(buffer):
    """Takes what is whole off the beginning: pairs of opcode and payload."""
    whole = []
    at = 0
    while len(buffer) - at >= 2:
        size, begin = buffer[at + 1] & 127, at + 2
        if size == 126:
            begin += 2
            size = struct.unpack_from(">H", buffer, at + 2)[0] if len(buffer) >= begin else 0
        elif size == 127:
            begin += 8
            size = struct.unpack_from(">Q", buffer, at + 2)[0] if len(buffer) >= begin else 0
        if len(buffer) < begin + size:
            break
        whole.append((buffer[at] & 15, bytes(buffer[begin : begin + size])))
        at = begin + size
    del buffer[:at]
    return whole


def connect(port, address="127.0.0.1", receive_bytes=None):
    """A TCP connection from an address of this machine's, of which it has very many."""
    plain = socket.socket()
    try:
        if receive_bytes:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        plain.settimeout(CONNECT_SECONDS)
        # The port is chosen when it connects, or there would soon be none left.
        plain.setsockopt(socket.IPPROTO_IP, getattr(socket, "IP_BIND_ADDRESS_NO_PORT", 24), 1)
        plain.bind((address, 0))
        plain.connect(("127.0.0.1", port))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        plain.close()
        raise
    return plain


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class Peer:
    """One WebSocket that blocks."""

    def __init__(self, port, address="127.0.0.1", receive_bytes=None, secure=False):
        self.socket = connect(port, address, receive_bytes)
        self.buffer = bytearray()
        try:
            if secure:
                self.socket = Secure(self.socket)
            self.socket.sendall(HEAD.format(port=port).encode())
            while b"\r\n\r\n" not in self.buffer:
                self._receive()
        except OSError:
            self.socket.close()
            raise
        head, _, rest = bytes(self.buffer).partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            self.socket.close()
            raise Refused(head[:60])
        self.buffer = bytearray(rest)

    def _receive(self):
        data = self.socket.recv(65536)
        if not data:
            raise Refused("closed")
        self.buffer += data

    def join(self, room, **members):
        self.socket.sendall(said(type="join", room=room, **members))
        return self.wait_for("joined")

    def wait_for(self, kind):
        while True:
            for opcode, payload in frames(self.buffer):
                if opcode == CLOSE:
                    raise Refused(payload)
                if opcode == TEXT and json.loads(payload).get("type") == kind:
                    return json.loads(payload)
            self._receive()

    def reset(self):
        reset(self.socket)
