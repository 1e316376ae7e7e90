// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The program with its window, on a display of its own, used from the keyboard as its owner would.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { listening } from "./hub.mjs";

const run = promisify(execFile);
const PATIENCE = 20_000;

export async function startWindow() {
  const program = process.env.SIGNALBOX_WINDOW_PROGRAM;
  assert.ok(program, "SIGNALBOX_WINDOW_PROGRAM names the program with the window");
  const display = await startDisplay();
  // Neither the settings nor an already open window of who runs the tests matter.
  const home = await mkdtemp(join(tmpdir(), "signalbox-interop-"));
  const env = {
    ...process.env,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_STATE_HOME: join(home, "state"),
    XDG_DATA_HOME: join(home, "data"),
    XDG_CACHE_HOME: join(home, "cache"),
    DISPLAY: display.name,
    QT_QPA_PLATFORM: "xcb",
    LC_ALL: "C.UTF-8",
  };
  const hub = await listening(spawn(program, ["--listen", "127.0.0.1", "--port", "0"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  }));
  const xdotool = async (...given) => (await run("xdotool", given, { env, timeout: PATIENCE })).stdout.trim();
  return {
    ...hub,
    /** Presses keys in the window whose title matches, once it is there. */
    async press(title, ...keys) {
      const [id] = (await xdotool("search", "--sync", "--onlyvisible", "--name", title)).split("\n");
      await xdotool("windowfocus", "--sync", id);
      for (const key of keys) {
        if (key.text === undefined) await xdotool("key", "--clearmodifiers", key);
        else await xdotool("type", "--clearmodifiers", "--delay", "20", key.text);
      }
    },
    async stop() {
      await hub.stop();
      await display.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function startDisplay() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  await once(server, "spawn");
  const [number] = await once(server.stdio[3], "data");
  return {
    name: `:${String(number).trim()}`,
    async stop() {
      const ended = once(server, "exit");
      server.kill();
      await ended;
    },
  };
}
