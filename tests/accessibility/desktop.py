# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""A desktop of the tests' own: a display, a message bus, and the program with its window."""

import json
import os
import select
import signal
import subprocess
import tempfile
from pathlib import Path

PATIENCE = 20  # seconds; long, for a busy machine: nothing waits this long when all is well


def line_of(pipe, what):
    readable, _, _ = select.select([pipe], [], [], PATIENCE)
    line = pipe.readline() if readable else b""
    if not line:
        raise RuntimeError(f"{what} did not start")
    return line.decode().strip()


def end(process, number=signal.SIGTERM):
    """What it ended with; who does not end in time is killed, and that is what is told."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


class Desktop:
    """Makes this very process one on that desktop, as the bindings of AT-SPI look at its environment.

    The bus starts what is installed, in this environment: the registry of AT-SPI, too.
    """

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="signalbox-reader-")
        root = Path(self.folder.name)
        for name in ("RUNTIME_DIR", "CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME"):
            (root / name).mkdir(mode=0o700)
            os.environ[f"XDG_{name}"] = str(root / name)
        os.environ.update(
            HOME=str(root), LC_ALL="C.UTF-8", GSETTINGS_BACKEND="memory", XDG_DATA_DIRS="/usr/share"
        )
        for name in ("WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "QT_ACCESSIBILITY", "NO_AT_BRIDGE"):
            os.environ.pop(name, None)
        self.display = self._start(
            "DISPLAY", ":{}",
            "Xvfb", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-displayfd", "{}",
        )
        self.bus = self._start(
            "DBUS_SESSION_BUS_ADDRESS", "{}",
            "dbus-daemon", "--session", "--nofork", "--print-address={}",
        )

    @staticmethod
    def _start(variable, value, *command):
        """Each prints where it can be found, to the descriptor that its last argument names."""
        reading, writing = os.pipe()
        process = subprocess.Popen(
            [word.format(writing) for word in command],
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading, "rb", 0) as pipe:
            os.environ[variable] = value.format(line_of(pipe, command[0]))
        return process

    def stop(self):
        end(self.bus)
        end(self.display)
        self.folder.cleanup()


class Program:
    """The window, listening on a port of the system's choice, with accessibility switched on."""

    def __init__(self, **settings):
        self.folder = tempfile.TemporaryDirectory(prefix="signalbox-reader-")
        root = Path(self.folder.name)
        environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb")
        for name in ("RUNTIME_DIR", "CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME"):
            (root / name).mkdir(mode=0o700)
            environment[f"XDG_{name}"] = str(root / name)
        (root / "settings.json").write_text(json.dumps(settings))
        self._errors = open(root / "errors", "w+b")
        self._process = subprocess.Popen(
            [os.environ["SIGNALBOX_WINDOW_PROGRAM"], "--listen", "127.0.0.1", "--port", "0",
             "--config", str(root / "settings.json")],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._errors,
        )
        self.pid = self._process.pid
        try:
            self.port = int(line_of(self._process.stdout, "the program").rsplit(":", 1)[1])
        except (RuntimeError, ValueError, IndexError) as problem:
            self.stop()
            raise RuntimeError(f"{problem}: {self.complaints}") from None

    @property
    def is_running(self):
        return self._process.poll() is None

    def stop(self):
        """Asks it to end. Then `code` and `complaints` say how it was."""
        self.code = end(self._process)
        self._process.stdout.close()
        self._errors.seek(0)
        self.complaints = self._errors.read().decode().splitlines()
        self._errors.close()
        self.folder.cleanup()
