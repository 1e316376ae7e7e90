// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Runs the test files that are named, one after another, with one browser for all of them: to start it
// anew takes as long as many a test.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { ownBrowser } from "./support/browser.mjs";

const browser = await ownBrowser();
try {
  const tests = spawn(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...process.argv.slice(2)], {
    env: { ...process.env, SIGNALBOX_BROWSER: browser.wsEndpoint() },
    stdio: "inherit",
  });
  const [code] = await once(tests, "exit");
  process.exitCode = code ?? 1;
} finally {
  await browser.close();
}
