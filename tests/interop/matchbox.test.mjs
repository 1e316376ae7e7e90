// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { enter, facts, meet } from "./clients/matchbox.mjs";
import { setScene } from "./support/scene.mjs";
import { talkBothWays } from "./support/talk.mjs";

describe("A page that speaks as a game with matchbox does", () => {
  const scene = setScene();
  const meets = (page, ids) => page.waitForFunction((expected) =>
    JSON.stringify(globalThis.facts().others.sort()) === JSON.stringify(expected), ids.sort());

  it("is given an id without having said a word, and talks with the other one of its room", async () => {
    await meet(scene, "game?next=2");
  });

  it("talks with all of a room that has no size, and hears who leaves", async () => {
    const [one, two] = await meet(scene, "game");
    const three = await enter(scene, "game");
    const [first, second, third] = (await Promise.all([one, two, three].map(facts))).map(({ id }) => id);
    assert.equal(new Set([first, second, third]).size, 3);
    await meets(one, [second, third]);
    await meets(two, [first, third]);
    await meets(three, [first, second]);
    await one.evaluate(() => globalThis.keepAlive());
    await three.close();
    for (const page of [one, two]) {
      await page.waitForFunction((id) => globalThis.facts().left.includes(id), third);
    }
    await talkBothWays(one, two);
  });

  it("is put together with the next one only, in a room of pairs", async () => {
    const pairs = [await meet(scene, "game?next=2"), await meet(scene, "game?next=2")];
    for (const [one, two] of pairs) {
      assert.deepEqual((await facts(one)).others, [(await facts(two)).id]);
      assert.deepEqual((await facts(two)).others, [(await facts(one)).id]);
    }
  });
});
