// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Starts and stops the real program.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const START_TIME = 20_000;

/** A hub on a port of the system's choice, or on `port`. */
export async function startHub({ port = 0 } = {}) {
  const program = process.env.SIGNALBOX_PROGRAM;
  assert.ok(program, "SIGNALBOX_PROGRAM names the program to test");
  // Nothing that is kept by, or decided for, the hub of who runs the tests matters.
  const home = await mkdtemp(join(tmpdir(), "signalbox-interop-"));
  const hub = await listening(spawn(program, ["--headless", "--listen", "127.0.0.1", "--port", String(port)], {
    env: {
      ...process.env,
      XDG_RUNTIME_DIR: home,
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_DATA_HOME: join(home, "data"),
      SIGNALBOX_HOST_NAMES: "hub.test",
    },
    stdio: ["ignore", "pipe", "inherit"],
  }));
  return {
    ...hub,
    async stop() {
      await hub.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The hub that `child` is, once it has said where it listens. */
export async function listening(child) {
  const port = await portOf(child);
  return {
    port,
    page: `http://127.0.0.1:${port}/`,
    module: `http://127.0.0.1:${port}/signalbox.js`,
    socket: `ws://127.0.0.1:${port}/`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function portOf(child) {
  const guard = setTimeout(() => child.kill("SIGKILL"), START_TIME);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const found = /^Listening on ws:\/\/127\.0\.0\.1:(\d+)$/.exec(line);
      if (found) return Number(found[1]);
    }
  } finally {
    clearTimeout(guard);
    child.stdout.resume();
  }
  throw new Error(`The program ended without listening: ${child.spawnfile}`);
}
