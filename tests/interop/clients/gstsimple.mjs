// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A page that was written for these tests, see pages/gstsimple.js.

import { talkBothWays } from "../support/talk.mjs";

/** A page that has introduced itself. */
export async function introduce(scene, uid) {
  const page = await connect(scene);
  await say(page, `HELLO ${uid}`);
  await isTold(page, "HELLO");
  return page;
}

export async function connect({ open, hub }) {
  const page = await open("gstsimple.html");
  await page.evaluate((url) => globalThis.connect(url), `ws://127.0.0.1:${hub.port}`);
  await page.waitForFunction(() => globalThis.facts().open);
  return page;
}

export const say = (page, line) => page.evaluate((text) => globalThis.say(text), line);
export const isTold = (page, line) => page.waitForFunction((wanted) => globalThis.facts().lines.includes(wanted), line);
export async function isClosed(page) {
  await page.waitForFunction(() => globalThis.facts().closed);
  return (await page.evaluate(() => globalThis.facts())).closed;
}

export async function meet(scene) {
  const callee = await introduce(scene, "1001");
  const caller = await introduce(scene, "1002");
  await say(caller, "SESSION 1001");
  await isTold(caller, "SESSION_OK");
  await caller.evaluate(() => globalThis.call());
  await talkBothWays(caller, callee);
  return [caller, callee];
}
