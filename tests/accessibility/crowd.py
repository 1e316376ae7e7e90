# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""Peers that come, talk, and go, each in its own way, by turns that somebody else takes for them."""

import sys
from collections import deque
from pathlib import Path

# What speaks WebSocket by hand for the siege does it here.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
from siege.wire import Peer, Refused, said  # noqa: E402

ROOMS = ("red", "green", "a room with a very long name, as somebody may well choose one")
PIN = "042317"


def joined(port, nick, room="red", number=1):
    """From an address of its own, so that a crowd is not taken for one that hammers at the door."""
    peer = Peer(port, f"127.0.{1 + number // 200}.{1 + number % 200}")
    peer.join(room, nick=nick, pin=PIN)
    return peer


def say(peer, **message):
    try:
        peer.socket.sendall(said(**message))
    except OSError:
        pass  # it has been put out


class Crowd:
    """Has about `size` peers there. A turn is one coming, one going and one talking."""

    def __init__(self, port, size):
        self._port = port
        self._size = size
        self._count = 0
        self._present = deque()
        for _ in range(size):
            self._come()

    def turn(self):
        self._come()
        say(self._present[-1], type="chat", text="hello everybody")
        if len(self._present) > self._size:
            peer = self._present.popleft()
            # Some leave, and others are lost: those are kept in mind, as away, for a while.
            if self._count % 3:
                say(peer, type="leave")
                peer.socket.close()
            else:
                peer.reset()

    def stop(self):
        while self._present:
            self._present.pop().socket.close()

    def _come(self):
        self._count += 1
        # Some nicks sort before the others, some behind, and some are nobody's friends.
        nick = ("amy", "zoe", "<b>bob</b>", "\u202etxt", "李雷")[self._count % 5] + str(self._count)
        self._present.append(joined(self._port, nick, ROOMS[self._count % 3], self._count))


def reason_of_end(peer):
    """What a peer is told as the last thing of all: the payload of the frame that closes."""
    try:
        while True:
            peer.wait_for("nothing that is ever said")
    except Refused as ended:
        return ended.args[0]
