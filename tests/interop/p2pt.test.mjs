// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { announce, meet } from "./clients/p2pt.mjs";
import { setScene } from "./support/scene.mjs";

describe("A client of WebTorrent trackers", () => {
  const scene = setScene();

  it("talks with another of its swarm", () => meet(scene));

  it("does so at the path that trackers have by custom", () => meet(scene, { path: "/announce" }));

  it("does so although it was greeted in another language before it had spoken", () => meet(scene, { slow: true }));

  it("meets all of its swarm and nobody of another", async () => {
    const stranger = await announce(scene, { swarm: "blue" });
    const pages = [...await meet(scene), await announce(scene)];
    for (const page of pages) await page.waitForFunction(() => globalThis.met.size === 2);
    assert.equal(await stranger.evaluate(() => globalThis.met.size), 0);
  });
});
