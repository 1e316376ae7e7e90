// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Starts and stops the real program, and reads what it says.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Long, for a busy machine; nothing waits this long when all is well. */
const PATIENCE = 20_000;

/**
 * A hub on a port of the system's choice, or on `port`. `settings` are keys of its configuration;
 * `within` is a command that starts it somewhere special.
 */
export async function startHub({ port = 0, settings = {}, listen = "127.0.0.1", within = [] } = {}) {
  const program = process.env.SIGNALBOX_PROGRAM;
  assert.ok(program, "SIGNALBOX_PROGRAM names the program to test");
  // Nothing that is kept by, or decided for, the hub of who runs the tests matters.
  const home = await mkdtemp(join(tmpdir(), "signalbox-interop-"));
  const env = {
    ...process.env,
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_DATA_HOME: join(home, "data"),
  };
  const file = join(home, "settings.json");
  const decide = (changes) => writeFile(file, JSON.stringify({ "host-names": ["hub.test"], listen, log: "-", ...settings, ...changes }));
  await decide();
  const [command, ...given] = [...within, program, "--headless", "--config", file, "--port", String(port)];
  const child = spawn(command, given, { env, stdio: ["ignore", "pipe", "inherit"] });
  const hub = await listening(child);
  return {
    ...hub,
    /** Changes settings while it runs; those that it was started with count again where nothing is said. */
    async configure(changes) {
      const before = hub.log.length;
      await decide(changes);
      child.kill("SIGHUP");
      const { kind } = await hub.logged(({ kind: found }) => found.startsWith("configuration-"), before);
      assert.equal(kind, "configuration-read");
    },
    /** What `signalbox ctl` answers. */
    async ctl(...order) {
      const { stdout } = await run(program, ["ctl", ...order], { env, timeout: PATIENCE });
      return JSON.parse(stdout);
    },
    async stop() {
      await hub.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The hub that `child` is, once it has said where it listens. */
export async function listening(child) {
  const log = [];
  const waiting = new Set();
  const port = await new Promise((found, failed) => {
    const guard = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    createInterface({ input: child.stdout })
      .on("line", (line) => {
        const told = /^Listening on wss?:.*:(\d+)$/.exec(line);
        if (told) {
          clearTimeout(guard);
          found(Number(told[1]));
        } else if (line.startsWith("{")) {
          log.push(JSON.parse(line));
          for (const look of waiting) look();
        }
      })
      .on("close", () => {
        clearTimeout(guard);
        failed(new Error(`The program ended without listening: ${child.spawnargs.join(" ")}`));
      });
  });
  return {
    port,
    page: `http://127.0.0.1:${port}/`,
    module: `http://127.0.0.1:${port}/signalbox.js`,
    socket: `ws://127.0.0.1:${port}/`,
    /** What it has written into its log, where that goes to its output. */
    log,
    /** The first line of the log, of those from `from` on, for which `isMeant` holds, once it is there. */
    logged: (isMeant, from = 0, patience = PATIENCE) => new Promise((found, failed) => {
      const guard = setTimeout(() => {
        waiting.delete(look);
        failed(new Error(`Not in the log: ${isMeant}\n${log.slice(from).map((line) => JSON.stringify(line)).join("\n")}`));
      }, patience);
      function look() {
        const line = log.slice(from).find(isMeant);
        if (!line) return;
        clearTimeout(guard);
        waiting.delete(look);
        found(line);
      }
      waiting.add(look);
      look();
    }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
