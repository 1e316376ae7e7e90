# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""One run: a fresh server on one core, the load on another, and what else the machine did."""

import json
import os
import subprocess
import time

from .servers import prepare_process

FOREIGN_CORES = 0.2  # more of the machine in others' hands, and the run is done again
REPEATS = 2
LOAD_SECONDS = 180
TICK = os.sysconf("SC_CLK_TCK")


def machine_cpu():
    """Seconds in which any core was busy."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, softirq = map(int, file.readline().split()[1:8])
    return (user + nice + system + irq + softirq) / TICK


def process_cpu(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def run_load(program, scenario, server, core):
    command = [str(program), *scenario.arguments.split()]
    command += ["--port", str(server.port), "--pid", str(server.pid)]
    command += ["--tls", "on"] if server.tls else []
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            timeout=LOAD_SECONDS,
            preexec_fn=lambda: prepare_process(core),
        )
    except subprocess.TimeoutExpired:
        return {"ok": False, "problem": f"not done after {LOAD_SECONDS} s"}
    try:
        result = json.loads(done.stdout)
    except ValueError:
        result = {"ok": False}
    if done.returncode != 0:
        result["ok"] = False
        result["problem"] = done.stderr.strip()[-300:] or f"status {done.returncode}"
    return result


def run_once(program, scenario, server, cores, bystanders):
    """`bystanders` are processes whose work belongs to the run, such as the X server."""
    with server.start(cores[0]) as running:
        pids = [running.pid, *bystanders]
        began = time.monotonic()
        own = os.times()
        machine = machine_cpu()
        mine = sum(map(process_cpu, pids))
        result = run_load(program, scenario, running, cores[1])
        if running.process.poll() is not None:
            return {"ok": False, "problem": "the server has ended", "foreign": 0.0}
        mine = sum(map(process_cpu, pids)) - mine
        machine = machine_cpu() - machine
        now = os.times()
        mine += sum(now[:4]) - sum(own[:4])
        result["foreign"] = max(0.0, (machine - mine) / (time.monotonic() - began))
        return result


def run_undisturbed(program, scenario, server, cores, bystanders=()):
    """The least disturbed of at most three runs. A run with losses is not repeated: it has failed."""
    best = None
    for attempt in range(1 + REPEATS):
        result = run_once(program, scenario, server, cores, bystanders)
        result["attempt"] = attempt + 1
        if best is None or not result["ok"] or result["foreign"] < best["foreign"]:
            best = result
        if not result["ok"] or result["foreign"] <= FOREIGN_CORES:
            break
    best["disturbed"] = best["foreign"] > FOREIGN_CORES
    return best
