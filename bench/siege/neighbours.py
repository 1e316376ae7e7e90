# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""Twenty peers who do what is usual, by twos, and note how long each message and its answer took."""

import gc
import json
import multiprocessing
import os
import selectors
import time

from . import wire

PAIRS = 10
EVERY = 0.025  # a round trip of each pair, well within what the hub lets a peer say
PADDING = "s" * 200
LATE = 1.0  # what has no answer by then is lost


class Neighbours:
    """A process of their own, so that no attacker takes their time."""

    def __init__(self, port, core):
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_live, args=(port, core, other), daemon=True)
        self.process.start()
        other.close()
        if not self.pipe.poll(20) or self.pipe.recv() != "ready":
            raise RuntimeError("the neighbours did not get in")

    def finish(self):
        """(when it was said, seconds until the answer or None), of everything."""
        self.pipe.send("finish")
        if not self.pipe.poll(20):
            raise RuntimeError("the neighbours say nothing")
        samples = self.pipe.recv()
        self.process.join(10)
        return samples

    def stop(self):
        if self.process.is_alive():
            self.process.kill()


class Pair:
    def __init__(self, port, number):
        self.room = f"pair-{number}"
        self.peers = [wire.Peer(port) for _ in range(2)]
        self.ids = []
        for peer in self.peers:
            self.ids.append(identity(peer.join(self.room)))
        for peer in self.peers:
            peer.socket.setblocking(False)
        self.sent = {}
        self.samples = []
        self.count = 0

    def ask(self):
        self.count += 1
        now = time.monotonic()
        self.sent[self.count] = now
        text = wire.said(type="ask", receiverId=self.ids[1], n=self.count, padding=PADDING)
        self.peers[0].socket.send(text)

    def heard(self, index):
        """Of both peers; what attackers say to the room is passed over."""
        peer = self.peers[index]
        try:
            data = peer.socket.recv(262144)
        except BlockingIOError:
            return
        now = time.monotonic()
        if not data:
            raise RuntimeError("a neighbour was put out")
        peer.buffer += data
        for opcode, payload in wire.frames(peer.buffer):
            if opcode == wire.PING:
                peer.socket.send(wire.frame(payload, wire.PONG))
            elif opcode == wire.CLOSE:
                raise RuntimeError(f"a neighbour was put out: {payload!r}")
            elif index == 1 and b'"ask"' in payload[:200]:
                number = json.loads(payload)["n"]
                answer = wire.said(
                    type="reply", receiverId=self.ids[0], n=number, padding=PADDING
                )
                peer.socket.send(answer)
            elif index == 0 and b'"reply"' in payload[:200]:
                began = self.sent.pop(json.loads(payload)["n"], None)
                if began is not None:
                    self.samples.append((began, now - began))


def identity(joined):
    return joined.get("id") or joined.get("payload", {}).get("id")


def _live(port, core, pipe):
    os.sched_setaffinity(0, {core})
    gc.disable()  # its pauses would be taken for the hub's
    selector = selectors.DefaultSelector()
    pairs = [Pair(port, number) for number in range(PAIRS)]
    for pair in pairs:
        for index, peer in enumerate(pair.peers):
            selector.register(peer.socket, selectors.EVENT_READ, (pair, index))
    selector.register(pipe, selectors.EVENT_READ, None)
    pipe.send("ready")
    try:
        pipe.send(_talk(pairs, selector))
    except (OSError, RuntimeError) as problem:
        pipe.send(str(problem))


def _talk(pairs, selector):
    """One pair after the other, so that they do not disturb each other."""
    due = time.monotonic()
    turn = 0
    finishing = None
    while finishing is None or time.monotonic() < finishing:
        now = time.monotonic()
        if finishing is None and now >= due:
            pairs[turn % PAIRS].ask()
            turn += 1
            due = max(due + EVERY / PAIRS, now - EVERY)
        for key, _ in selector.select(max(0.0, min(due - time.monotonic(), 0.1))):
            if key.data is None:
                selector.unregister(key.fileobj)
                finishing = time.monotonic() + LATE
                due = finishing
            else:
                key.data[0].heard(key.data[1])
    samples = [sample for pair in pairs for sample in pair.samples]
    return samples + [(began, None) for pair in pairs for began in pair.sent.values()]
