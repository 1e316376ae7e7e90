// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Debian's Chromium, and pages in it whose every complaint is remembered.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

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
  // A name that is no "localhost": a page under it is what a page on the LAN is, not a secure context.
  "--host-resolver-rules=MAP hub.test 127.0.0.1",
];

/** Long, for a busy machine; nothing waits this long when all is well. */
export const PATIENCE = 15_000;

export async function startBrowser() {
  assert.ok(existsSync(CHROMIUM), `${CHROMIUM} is missing`);
  // Each launch has a profile of its own, which goes with it.
  const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
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

    stop: () => browser.close(),
  };
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
