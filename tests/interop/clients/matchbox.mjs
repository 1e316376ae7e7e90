// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A page that was written for these tests, see pages/matchbox.js.

import { talkBothWays } from "../support/talk.mjs";

/** A page that has been given an id. */
export async function enter({ open, hub }, room) {
  const page = await open("matchbox.html");
  await page.evaluate((url) => globalThis.connect(url), `ws://127.0.0.1:${hub.port}/${room}`);
  await page.waitForFunction(() => globalThis.facts().id);
  return page;
}

export const facts = (page) => page.evaluate(() => globalThis.facts());

export async function meet(scene, room) {
  const pages = [await enter(scene, room), await enter(scene, room)];
  await talkBothWays(...pages);
  return pages;
}
