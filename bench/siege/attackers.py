# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""Those who mean harm: one function for each kind. It runs until its process is ended, comes back as
often as it is put out, and counts in its tally what it got done."""

import os
import select
import socket
import time
from dataclasses import dataclass, field

from . import wire

ROOM = "pair-0"  # two of the neighbours are in it
ADDRESS = "127.0.1.9"  # one machine, which is not the neighbours'
BLOCK = 256 * 1024
PATIENCE = 2
KEY_CHANGE = 27  # bytes of its record


@dataclass
class Kind:
    name: str
    attack: callable
    options: dict = field(default_factory=dict)  # of the hub


def again(attempt):
    """What a hub does to an attacker is none of the attacker's errors."""

    def attack(port, tally):
        while True:
            try:
                attempt(port, ADDRESS, tally)
            except (OSError, wire.Refused):
                tally[1] += 1

    return attack


def connected(tally):
    tally[0] += 1


def pour(connection, block, tally, reads=False):
    """The same again and again, until the hub has enough of it."""
    connection.settimeout(PATIENCE)
    watched = [connection] if reads else []
    while True:
        connection.sendall(block)
        tally[2] += len(block)
        while watched and select.select(watched, [], [], 0)[0]:
            if not connection.recv(BLOCK):
                return


def filled(unit):
    return unit * max(1, BLOCK // len(unit))


@again
def messages(port, address, tally):
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    pour(peer.socket, filled(wire.said(type="flood", words="f" * 100)), tally, reads=True)


@again
def loud_messages(port, address, tally):
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    pour(peer.socket, wire.said(type="flood", words="f" * 60_000), tally, reads=True)


@again
def bursts(port, address, tally):
    """As much as nobody is even warned for, and then the same as somebody else."""
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    block = wire.said(type="flood", words="f" * 100) * 190
    peer.socket.sendall(block)
    tally[2] += len(block)
    peer.socket.shutdown(socket.SHUT_WR)
    while peer.socket.recv(BLOCK):
        pass
    peer.socket.close()


@again
def pings(port, address, tally):
    peer = wire.Peer(port, address, receive_bytes=4096)
    peer.join(ROOM)
    connected(tally)
    pour(peer.socket, filled(wire.frame(b"p" * 125, wire.PING)), tally)


@again
def pings_read(port, address, tally):
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    pour(peer.socket, filled(wire.frame(b"p" * 125, wire.PING)), tally, reads=True)


@again
def fragments(port, address, tally):
    """Without end, and nothing in them."""
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    peer.socket.sendall(wire.frame(b"{", wire.TEXT, 0))
    pour(peer.socket, filled(wire.frame(b"", wire.MORE, 0)), tally)


@again
def secure_messages(port, address, tally):
    peer = wire.Peer(port, address, secure=True)
    peer.join(ROOM)
    connected(tally)
    pour(peer.socket, filled(wire.said(type="flood", words="f" * 100)), tally, reads=True)


@again
def secure_fragments(port, address, tally):
    peer = wire.Peer(port, address, secure=True)
    peer.join(ROOM)
    connected(tally)
    peer.socket.sendall(wire.frame(b"{", wire.TEXT, 0))
    pour(peer.socket, filled(wire.frame(b"", wire.MORE, 0)), tally)


@again
def key_changes(port, address, tally):
    """Records that hold nothing to read."""
    peer = wire.Peer(port, address, secure=True)
    peer.join(ROOM)
    connected(tally)
    while True:
        peer.socket.change_key()
        tally[2] += KEY_CHANGE


@again
def stuck(port, address, tally):
    """Four talk as much as they may to a room in which one does not read."""
    reader = wire.Peer(port, address, receive_bytes=2048)
    reader.join("stuck")
    talkers = [wire.Peer(port, address) for _ in range(4)]
    for talker in talkers:
        talker.join("stuck")
        talker.socket.setblocking(False)
    connected(tally)
    text = wire.said(type="talk", words="t" * 16_000)
    while True:
        for talker in talkers:
            talker.socket.send(text)
            tally[2] += len(text)
            try:
                while talker.socket.recv(BLOCK):
                    pass
            except BlockingIOError:
                pass
        time.sleep(len(text) / 200_000)


@again
def comings(port, address, tally):
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    peer.reset()


@again
def garbage(port, _, tally):
    """From many addresses: one would soon be turned away."""
    connection = wire.connect(port, f"127.0.{2 + tally[0] % 50}.9")
    connected(tally)
    block = os.urandom(4096)
    connection.sendall(block)
    tally[2] += len(block)
    select.select([connection], [], [], 0.02)
    wire.reset(connection)


@again
def moves(port, address, tally):
    """From room to room, as fast as it goes."""
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    tour = b"".join(wire.said(type="join", room=f"pair-{room}") for room in range(10))
    pour(peer.socket, tour, tally, reads=True)


@again
def oversize(port, address, tally):
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    if tally[0] % 2:  # announced only
        peer.socket.sendall(bytes([0x81, 0xFF]) + (2**31).to_bytes(8, "big") + b"\0\0\0\0")
    pour(peer.socket, wire.frame(b"x" * BLOCK), tally, reads=True)


@again
def compressed(port, address, tally):
    """A bomb by an extension that nobody agreed to."""
    peer = wire.Peer(port, address)
    peer.join(ROOM)
    connected(tally)
    pour(peer.socket, wire.frame(b"\xec\xc1\x01\x01" * 10_000, wire.TEXT, 0xC0), tally, reads=True)


def held(port, tally, most, first):
    """As many connections as one machine can have, none of which says all of what it begins."""
    open_ones = []
    while True:
        while len(open_ones) < most:
            try:
                connection = wire.connect(port, ADDRESS)
                connection.sendall(first)
                connection.setblocking(False)
                open_ones.append(connection)
                connected(tally)
            except OSError:
                break
        for connection in list(open_ones):
            try:
                connection.send(b"X")
                if not connection.recv(4096):
                    raise ConnectionResetError
            except BlockingIOError:
                pass
            except OSError:
                connection.close()
                open_ones.remove(connection)
                tally[1] += 1
        time.sleep(0.2)


def half_open(port, tally):
    held(port, tally, 800, b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")


def stalled_tls(port, tally):
    hello = b"\x16\x03\x01\x40\x00\x01\x00\x3f\xfc\x03\x03" + bytes(32)  # 16 KiB are to come
    held(port, tally, 800, hello)


KINDS = [
    Kind("messages", messages),
    Kind("messages of 60 KB", loud_messages),
    Kind("bursts, reconnecting", bursts),
    Kind("pings, reading nothing", pings),
    Kind("pings, reading", pings_read),
    Kind("empty fragments", fragments),
    Kind("messages over TLS", secure_messages, {"tls": "on"}),
    Kind("empty fragments over TLS", secure_fragments, {"tls": "on"}),
    Kind("changes of key over TLS", key_changes, {"tls": "on"}),
    Kind("a reader that is stuck", stuck),
    Kind("connecting and resetting", comings),
    Kind("half a request, dripping", half_open),
    Kind("half a TLS handshake", stalled_tls, {"tls": "on"}),
    Kind("garbage", garbage),
    Kind("from room to room", moves),
    Kind("messages too large", oversize),
    Kind("compression not agreed to", compressed),
]
