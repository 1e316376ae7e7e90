// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Debian's Chromium, and pages in it whose every complaint is remembered.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);

const CHROMIUM = "/usr/bin/chromium";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  // A machine without a network has the loopback interface only.
  "--allow-loopback-in-peer-connection",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  // Names that are no "localhost": a page under them is what a page on the LAN is, not a secure context.
  "--host-resolver-rules=MAP *.test 127.0.0.1,MAP *.local 127.0.0.1",
];

/** Long, for a busy machine; nothing waits this long when all is well. */
export const PATIENCE = 15_000;

const launchOptions = (changes) => ({ executablePath: CHROMIUM, headless: true, args: FLAGS, ...changes });

/** A browser that many test files use, by what SIGNALBOX_BROWSER says to them. */
export function ownBrowser() {
  assert.ok(existsSync(CHROMIUM), `${CHROMIUM} is missing`);
  return chromium.launchServer(launchOptions());
}

/**
 * The browser that is shared, or one of its own: `authority` is a certificate in PEM that it is to
 * trust, as a person would have it do, and `program` is what starts Chromium somewhere special.
 */
export async function startBrowser({ authority, program } = {}) {
  assert.ok(existsSync(CHROMIUM), `${CHROMIUM} is missing`);
  const shared = process.env.SIGNALBOX_BROWSER;
  const home = authority && await homeThatTrusts(authority);
  const isSpecial = authority !== undefined || program !== undefined;
  // Each launch has a profile of its own, which goes with it.
  const browser = shared && !isSpecial ? await chromium.connect(shared) : await chromium.launch(launchOptions({
    ...(program && { executablePath: program }),
    ...(home && { env: { ...process.env, HOME: home, XDG_DATA_HOME: join(home, ".local/share") } }),
  }));
  const complaints = [];

  return {
    /** A page in a session of its own: no storage or cache is shared. */
    async open(url, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 760 }, locale: "en-GB", ...options });
      context.setDefaultTimeout(PATIENCE);
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.stack}`));
      await page.addInitScript(watchPage);
      await page.goto(url);
      return page;
    },

    /** Ends every page; says what they have complained about, but for what is `expected`. */
    async closePages({ expected = /^$/ } = {}) {
      await Promise.all(browser.contexts().map((context) => context.close()));
      return complaints.splice(0).filter((complaint) => !expected.test(complaint));
    },

    async stop() {
      await browser.close();
      if (home) await rm(home, { recursive: true, force: true });
    },
  };
}

/** On Linux, Chromium reads whom its user trusts from a database in the home directory. */
async function homeThatTrusts(authority) {
  const home = await mkdtemp(join(tmpdir(), "signalbox-interop-"));
  const folder = join(home, ".pki/nssdb");
  const file = join(home, "authority.pem");
  await mkdir(folder, { recursive: true });
  await writeFile(file, authority);
  const database = ["-d", `sql:${folder}`];
  await run("certutil", [...database, "-N", "--empty-password"]);
  await run("certutil", [...database, "-A", "-n", "the hub's own authority", "-t", "C,,", "-i", file]);
  return home;
}

/** Runs in the page: policy violations become errors, and RTCPeerConnections are counted. */
function watchPage() {
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    console.error(`Content-Security-Policy: ${violatedDirective} ${blockedURI}`);
  });
  const Original = globalThis.RTCPeerConnection;
  globalThis.connections = [];
  globalThis.RTCPeerConnection = class extends Original {
    constructor(...given) {
      super(...given);
      globalThis.connections.push(this);
    }
  };
}
