# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""The hub itself, with its default limits and a place of its own for what it keeps."""

import json
import os
import select
import signal
import subprocess
import tempfile
from pathlib import Path

START_SECONDS = 20
PAGE = os.sysconf("SC_PAGE_SIZE")


class Hub:
    """A process, pinned to one core. A context: process and folder end with it."""

    def __init__(self, program, core, options=None):
        self.program = program
        self.core = core
        self.folder = tempfile.TemporaryDirectory(prefix="besieged-")
        root = Path(self.folder.name)
        self.environment = dict(os.environ)
        for name in ("DATA_HOME", "CONFIG_HOME", "RUNTIME_DIR"):
            (root / name).mkdir(mode=0o700)
            self.environment[f"XDG_{name}"] = str(root / name)
        self.config = root / "config.json"
        self.config.write_text(json.dumps(options or {}))
        self.errors = open(root / "errors", "w+")
        self.port = 0
        self.start()

    def start(self):
        """On the port that it had, if it had one."""
        self.process = subprocess.Popen(
            [self.program, "--port", str(self.port), "--listen", "127.0.0.1", "--config", self.config],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=self.environment,
            preexec_fn=self._prepare,
        )
        readable, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        line = self.process.stdout.readline().decode() if readable else ""
        if not line.startswith("Listening on "):
            self.errors.seek(0)
            problem = f"the hub does not listen: {line}{self.errors.read()}"
            self.stop()
            raise RuntimeError(problem)
        self.port = int(line.rsplit(":", 1)[1])

    def _prepare(self):
        os.sched_setaffinity(0, {self.core})

    def resident(self):
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * PAGE

    def ctl(self, *words):
        done = subprocess.run(
            [self.program, "ctl", *map(str, words)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=10,
        )
        if done.returncode:
            raise RuntimeError(f"ctl {words}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def _end(self, client_port):
        """What the kernel's own list says of the hub's end of a connection."""
        with open("/proc/net/tcp") as file:
            for line in file:
                fields = line.split()
                ends = [int(end.rsplit(":", 1)[1], 16) for end in fields[1:3] if ":" in end]
                if ends == [self.port, client_port]:
                    return fields
        return None

    def serves(self, client_port):
        fields = self._end(client_port)
        return fields is not None and fields[9] != "0"  # else no process has it any more

    def unsent(self, client_port):
        """Bytes that the system has taken for the client and not got rid of."""
        fields = self._end(client_port)
        return int(fields[4].split(":")[0], 16) if fields else 0

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        self.errors.close()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
