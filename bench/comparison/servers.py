# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""The servers that are compared: how each is started, found and ended."""

import os
import resource
import select
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from .scenarios import NODE, NODE_TLS, PRODUCT_TLS

SERVERS = Path(__file__).resolve().parent.parent / "servers"
START_SECONDS = 10
STOP_SECONDS = 5


class CannotRun(Exception):
    """Something that a person has to mend first."""


@dataclass
class Server:
    """One program that says `Listening on ws://HOST:PORT`, or wss. A fresh process serves each run."""

    name: str
    command: list
    environment: dict = field(default_factory=dict)
    tls: bool = False  # whether the load speaks TLS to it
    prepare: callable = lambda pid: None  # what it still needs once it listens

    def start(self, core):
        return RunningServer(self, core)


class RunningServer:
    """A server's process, pinned to one core. A context: the process ends with it."""

    def __init__(self, server, core):
        self.tls = server.tls
        self.errors = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen(
            server.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env={**os.environ, **server.environment},
            preexec_fn=lambda: prepare_process(core),
        )
        try:
            self.port = self._wait_for_port(server)
            server.prepare(self.pid)
        except BaseException:
            self.stop()
            raise

    def _wait_for_port(self, server):
        readable, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        line = self.process.stdout.readline().decode() if readable else ""
        if not line.startswith(("Listening on ws://", "Listening on wss://")):
            self.errors.seek(0)
            raise CannotRun(f"{server.name} does not listen: {line}{self.errors.read()}")
        return int(line.rsplit(":", 1)[1])

    @property
    def pid(self):
        return self.process.pid

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.errors.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Certificate:
    """A certificate for 127.0.0.1 and its key, good for a day, in a directory that goes with it."""

    def __init__(self):
        self.directory = tempfile.TemporaryDirectory()
        self.chain = Path(self.directory.name) / "certificate.pem"
        self.key = Path(self.directory.name) / "key.pem"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        command += ["-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
        command += ["-addext", "subjectAltName=IP:127.0.0.1"]
        command += ["-out", str(self.chain), "-keyout", str(self.key)]
        try:
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as problem:
            self.remove()
            detail = getattr(problem, "stderr", None) or problem
            raise CannotRun(f"no certificate could be made (openssl): {detail}") from problem

    def remove(self):
        self.directory.cleanup()


class Display:
    """An X server without a screen, and directories of its own for the window's program. It and the
    window's thread have the given core."""

    def __init__(self, core):
        if shutil.which("Xvfb") is None:
            raise CannotRun("Xvfb is needed to show the window: apt install xvfb")
        self.core = core
        self.directory = tempfile.TemporaryDirectory()
        reader, writer = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24"],
            stderr=subprocess.DEVNULL,
            pass_fds=[writer],
            preexec_fn=lambda: prepare_process(core),
        )
        os.close(writer)
        with os.fdopen(reader) as number:
            self.number = number.readline().strip()

    def environment(self):
        config = Path(self.directory.name) / "config"
        runtime = Path(self.directory.name) / "run"
        config.mkdir(exist_ok=True)
        runtime.mkdir(mode=0o700, exist_ok=True)
        return {
            "DISPLAY": f":{self.number}",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(config),
            "XDG_RUNTIME_DIR": str(runtime),
        }

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.directory.cleanup()


def prepare_process(core):
    """Runs in the child before the program: pinned, and with as many descriptors as allowed."""
    os.sched_setaffinity(0, {core})
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def product(name, build, state, program="signalbox-headless", environment=None):
    """`state`: a directory of the run's own, so that nobody's settings, bans or keys are used."""
    path = Path(build) / "app" / program
    if not path.exists():
        raise CannotRun(f"{path} is missing: cmake --preset release && cmake --build --preset release")
    arguments = ["--no-limits", "--listen", "127.0.0.1", "--port", "0"]
    own = {"XDG_CONFIG_HOME": str(state), "XDG_DATA_HOME": str(state), **(environment or {})}
    return Server(name, [str(path), *arguments], own)


def secure(server, name, *options):
    """The same server, told to speak TLS."""
    return replace(server, name=name, command=[*server.command, *map(str, options)], tls=True)


def speaking_tls(certificate, hub, node):
    """Both with the same certificate, so that both have the same work."""
    ours = ("--tls", "on", "--tls-certificate", certificate.chain, "--tls-key", certificate.key)
    theirs = ("--certificate", certificate.chain, "--key", certificate.key)
    return [secure(hub, PRODUCT_TLS, *ours), secure(node, NODE_TLS, *theirs)]


def window(build, state, display):
    """The program as people see it, with the tap running."""
    server = product("window", build, state, "signalbox", display.environment())

    def prepare(pid):
        # The first thread is the window's. It does not share the hub's core: what is asked is what
        # the window takes from the hub, on a machine with more than one core.
        os.sched_setaffinity(pid, {display.core})
        switch_tap_on(pid, {**os.environ, **server.environment})

    server.prepare = prepare
    return server


def switch_tap_on(pid, environment):
    """The hub listens in on the messages for as long as the page that shows them is shown."""
    find = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(pid), "--name", "Signalbox"]
    show_messages = ["windowfocus", "--sync", "%1", "key", "ctrl+5"]
    try:
        subprocess.run(
            [*find, *show_messages],
            env=environment,
            check=True,
            timeout=START_SECONDS,
            stdout=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as problem:
        raise CannotRun(f"the window does not show its messages (xdotool): {problem}") from problem
    time.sleep(0.5)  # it shows the page in its own time, and nothing outside tells when


def others(build):
    """The servers that the hub is compared with."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise CannotRun("Node and npm are needed for the comparison servers: apt install nodejs npm")
    if not (SERVERS / "node_modules" / "ws").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=SERVERS, check=True, stdout=2)
    return [
        Server(NODE, ["node", str(SERVERS / "node-ws.mjs"), "--port", "0"]),
        Server("node-ws-joined", ["node", str(SERVERS / "node-ws-joined.mjs"), "--port", "0"]),
        Server("floor", [str(Path(build) / "bench" / "floor"), "--port", "0"]),
    ]
