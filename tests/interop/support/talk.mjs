// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Pages that have met: each has a function `talk` and a list `heard`, both for what goes from peer to peer.

import { randomUUID } from "node:crypto";

export async function talkBothWays(one, two) {
  await Promise.all([one, two].map((page) => page.waitForFunction(() => globalThis.talk)));
  await hand(one, two);
  await hand(two, one);
}

async function hand(from, to) {
  const text = randomUUID();
  await from.evaluate((given) => { globalThis.talk(given); }, text);
  await to.waitForFunction((wanted) => globalThis.heard.includes(wanted), text);
}
