# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""What the hub promises to do in time. Each measurement says how many seconds it took."""

import asyncio
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from . import attackers, wire
from .hub import Hub
from .neighbours import identity

TOO_LONG = 60
CLIENTS = 500
CUTS = 10


def ping_cut(program, core, reads):
    """The longest of some floods: from the first ping to where the hub ends it."""
    flood = attackers.filled(wire.frame(b"p" * 125, wire.PING))
    longest = 0.0
    with Hub(program, core) as hub:
        for number in range(CUTS):
            address = f"127.0.2.{1 + number}"
            peer = wire.Peer(hub.port, address, None if reads else 4096)
            peer.join("room")
            longest = max(longest, _flood(peer, flood, reads))
            peer.socket.close()
    return longest


def _flood(peer, flood, reads):
    """The end is that of the connection, or for who reads the goodbye, which may wait for nobody."""
    peer.socket.setblocking(False)
    began = time.monotonic()
    at = 0
    poll = select.poll()
    poll.register(peer.socket, select.POLLOUT | (select.POLLIN if reads else 0))
    while time.monotonic() - began < TOO_LONG:
        poll.poll(100)
        try:
            at = (at + peer.socket.send(flood[at:])) % len(flood)
        except BlockingIOError:
            pass
        except OSError:
            return time.monotonic() - began
        try:
            if reads:
                data = peer.socket.recv(attackers.BLOCK)
                peer.buffer += data
                ends = any(opcode == wire.CLOSE for opcode, _ in wire.frames(peer.buffer))
                if ends or not data:
                    return time.monotonic() - began
        except BlockingIOError:
            pass
        except OSError:
            return time.monotonic() - began
    return TOO_LONG


def kick(program, core):
    """Somebody who reads nothing and for whom much waits, until its connection is no longer open."""
    with Hub(program, core) as hub:
        reader = wire.Peer(hub.port, "127.0.3.1", receive_bytes=2048)
        me = identity(reader.join("room"))
        port = reader.socket.getsockname()[1]
        for attempt in range(5):
            talker = _fill(hub, me, port, attempt)
            row = next(peer for peer in hub.ctl("list") if peer["id"] == me)
            if row["queued-bytes"]:
                break
        number = row["number"]
        if not row["queued-bytes"] or not hub.serves(port):
            raise RuntimeError("the peer that was to be kicked is not stuck")
        order = threading.Thread(target=hub.ctl, args=("kick", number))
        order.start()
        talker.wait_for("leave")  # so that the order's own way is not in it
        gone = _until(lambda: not hub.serves(port), time.monotonic())
        order.join()
        reader.socket.close()
        return gone


def _fill(hub, receiver, port, attempt):
    """As much as the system takes for the receiver, and a little more, which waits in the hub. Each
    says no more than the burst that it has."""
    text = wire.said(type="talk", receiverId=receiver, words="t" * 60_000)
    for number in range(60):
        talker = wire.Peer(hub.port, f"127.0.{4 + attempt}.{2 + number}")
        talker.join("room")
        for _ in range(4):
            before = hub.unsent(port)
            talker.socket.sendall(text)
            time.sleep(0.02)
            if before and hub.unsent(port) == before:
                talker.socket.sendall(text)
                time.sleep(0.5)  # what is told of the hub is told a few times a second
                return talker
    raise RuntimeError("the system takes everything for who reads nothing")


def _until(holds, began, pause=0.005):
    while not holds():
        if time.monotonic() - began > TOO_LONG:
            return TOO_LONG
        time.sleep(pause)
    return time.monotonic() - began


def recovery(program, core):
    """From the kill to where all are in again, who try again four times a second."""
    with Hub(program, core) as hub:
        return asyncio.run(_recovery(hub))


async def _recovery(hub):
    back = asyncio.Event()
    state = {"in": 0}
    ready = asyncio.Event()
    tasks = [
        asyncio.create_task(_return_always(hub.port, number, state, ready, back))
        for number in range(CLIENTS)
    ]
    await asyncio.wait_for(ready.wait(), TOO_LONG)
    began = time.monotonic()
    state["killed"] = True
    hub.kill()
    while state["in"]:  # they all notice
        await asyncio.sleep(0.001)
    hub.start()
    try:
        await asyncio.wait_for(back.wait(), TOO_LONG)
        return time.monotonic() - began
    except asyncio.TimeoutError:
        return TOO_LONG
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _return_always(port, number, state, ready, back):
    while True:
        writer = None
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(wire.HEAD.format(port=port).encode())
            await reader.readuntil(b"\r\n\r\n")
            writer.write(wire.said(type="join", room=f"room-{number % 25}", id=f"client-{number}"))
            await _joined(reader)
            state["in"] += 1
            try:
                if state["in"] == CLIENTS:
                    (back if state.get("killed") else ready).set()
                while await reader.read(65536):
                    pass
            finally:
                state["in"] -= 1
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            if writer is not None:
                writer.close()
        await asyncio.sleep(0.25)


async def _joined(reader):
    buffer = bytearray()
    while b'"joined"' not in buffer:
        data = await reader.read(65536)
        if not data:
            raise ConnectionResetError
        buffer += data


class Lost(threading.Thread):
    """Who vanishes while the rest is measured: one whose process is stopped, and one who reads but
    answers no ping. They may not come back, so that the others are told at once that they are gone."""

    def __init__(self, program, core):
        super().__init__(daemon=True)
        self.hub = Hub(program, core, {"resume-seconds": 0})
        self.took = {}
        self.problem = None
        self.stopped = None

    def run(self):
        try:
            self._watch()
        except Exception as problem:  # of another thread, which has to be told by words
            self.problem = problem

    def _watch(self):
        observer = wire.Peer(self.hub.port)
        observer.join("room")
        began = {}
        self.stopped = self._stopped_client()
        began["stopped"] = time.monotonic()
        deaf = wire.Peer(self.hub.port)
        deaf.join("room", id="deaf")
        began["deaf"] = time.monotonic()
        observer.socket.settimeout(1)
        deaf.socket.settimeout(0.01)
        while len(self.took) < 2 and time.monotonic() - began["deaf"] < TOO_LONG:
            try:
                observer.buffer += observer.socket.recv(65536)
                deaf.socket.recv(65536)
            except (TimeoutError, socket.timeout):
                pass
            for opcode, payload in wire.frames(observer.buffer):
                if opcode == wire.PING:
                    observer.socket.sendall(wire.frame(payload, wire.PONG))
                elif opcode == wire.TEXT and b'"leave"' in payload:
                    who = json.loads(payload).get("id")
                    self.took[who] = time.monotonic() - began[who]

    def _stopped_client(self):
        client = subprocess.Popen(
            [sys.executable, "-c", STOPPED, str(self.hub.port)],
            cwd=Path(__file__).resolve().parent.parent,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
        )
        client.stdout.readline()
        client.send_signal(signal.SIGSTOP)
        return client

    def finish(self):
        self.join(TOO_LONG + 10)
        self.stop()
        if self.problem:
            raise RuntimeError(f"of the lost: {self.problem}")
        return max(self.took.get(who, TOO_LONG) for who in ("stopped", "deaf"))

    def stop(self):
        if self.stopped is not None and self.stopped.poll() is None:
            self.stopped.kill()
            self.stopped.wait()
        self.hub.stop()


STOPPED = """
import sys
from siege import wire
peer = wire.Peer(int(sys.argv[1]))
peer.join("room", id="stopped")
print("in", flush=True)
peer.wait_for("nothing")
"""
