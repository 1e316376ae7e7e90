// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { meet, register } from "./clients/ayame.mjs";
import { setScene } from "./support/scene.mjs";
import { talkBothWays } from "./support/talk.mjs";

describe("A client of Ayame", () => {
  const scene = setScene();
  const told = (page) => page.evaluate(() => globalThis.told);

  it("talks with the other one in its room", () => meet(scene));

  it("is refused when its room is full, and the two in it are left in peace", async () => {
    const pages = await meet(scene);
    const third = await register(scene);
    assert.deepEqual(await told(third), ["full", "REJECTED"]);
    await talkBothWays(...pages);
    assert.deepEqual(await Promise.all(pages.map(told)), [[], []]);
  });

  it("hears bye when the other one leaves, and the room can be used anew", async () => {
    const [one, two] = await meet(scene);
    await one.evaluate(() => globalThis.connection.disconnect());
    await two.waitForFunction(() => globalThis.told.includes("bye"));
    await meet(scene);
  });

  it("keeps on talking after both have left the hub, as standalone ones do once they are connected", async () => {
    // The later one of the two finds its socket closed already.
    scene.expected = /WebSocket is already in CLOSING or CLOSED state/;
    const pages = await meet(scene, { standalone: true });
    for (const page of pages) await page.waitForFunction(() => globalThis.connection.webSocket === null);
    await talkBothWays(...pages);
    assert.deepEqual(await Promise.all(pages.map(told)), [[], []]);
  });
});
