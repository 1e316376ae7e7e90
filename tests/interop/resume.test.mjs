// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A page whose connection to the hub breaks and comes back: the others notice nothing, and calls go on.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { layCable } from "./support/cable.mjs";
import { startHub } from "./support/hub.mjs";
import { startOtherOrigin } from "./support/otherorigin.mjs";

describe("Whose connection breaks", () => {
  let browser;
  let other;
  let hub;
  let cable;

  before(async () => {
    browser = await startBrowser();
    other = await startOtherOrigin();
  });
  after(() => Promise.all([browser.stop(), other.stop()]));
  beforeEach(async () => {
    hub = await startHub();
    cable = await layCable(hub.port);
  });
  afterEach(async () => {
    // Chromium complains of a socket that broke, and of nothing else.
    const complaints = await browser.closePages({ expected: /WebSocket connection/ });
    await cable.stop();
    await hub.stop();
    assert.deepEqual(complaints, []);
  });

  /** A page in the room, by the cable or directly; all that it is told is kept in `told`. */
  async function join(nick, url) {
    const page = await browser.open(other.page("blank.html"));
    await page.evaluate(async ([module, options]) => {
      const { Mesh, Signalbox } = await import(module);
      const room = new Signalbox(options);
      const told = [];
      for (const type of ["joined", "peer", "left", "message", "closed"]) {
        room.on(type, (detail) => told.push({ ...detail, event: type }));
      }
      const mesh = new Mesh(room);
      mesh.on("data", ({ data }) => told.push({ event: "data", data }));
      Object.assign(globalThis, { room, mesh, told });
    }, [hub.module, { url, nick, room: "red" }]);
    await page.waitForFunction(() => globalThis.room.state === "joined");
    return page;
  }

  const linked = (page) => page.waitForFunction(() =>
    [...globalThis.mesh.links.values()].some(({ state }) => state === "connected"));
  const told = (page) => page.evaluate(() => globalThis.told);
  // A browser goes on gathering after the first pair of candidates has connected.
  const toldButCandidates = async (page) => (await told(page)).filter(({ type }) => type !== "candidate");
  const isBack = (page) => page.waitForFunction(() =>
    globalThis.told.some(({ event, resumed }) => event === "joined" && resumed));

  it("is who it was, and its calls go on", async () => {
    const ann = await join("ann", hub.socket);
    const bob = await join("bob", cable.socket);
    await Promise.all([linked(ann), linked(bob)]);
    const id = await bob.evaluate(() => globalThis.room.id);
    const before = await toldButCandidates(ann);

    cable.pull();
    await isBack(bob);
    assert.equal(await bob.evaluate(() => globalThis.room.id), id);
    assert.equal(await bob.evaluate(() => globalThis.connections.length), 1);
    await bob.evaluate(() => globalThis.mesh.send("still here"));
    await ann.waitForFunction(() => globalThis.told.some(({ data }) => data === "still here"));
    assert.deepEqual((await toldButCandidates(ann)).slice(before.length),
      [{ event: "data", data: "still here" }]);
  });

  it("gets what was said to it meanwhile", async () => {
    const ann = await join("ann", hub.socket);
    const bob = await join("bob", cable.socket);
    const id = await bob.evaluate(() => globalThis.room.id);
    cable.pull();
    await bob.waitForFunction(() => globalThis.room.state === "waiting");
    await ann.evaluate((to) => {
      globalThis.room.send({ type: "note", text: "to you" }, to);
      globalThis.room.send({ type: "note", text: "to all" });
    }, id);
    await isBack(bob);
    await bob.waitForFunction(() => globalThis.told.filter(({ type }) => type === "note").length === 2);
    const notes = (await told(bob)).filter(({ type }) => type === "note");
    assert.deepEqual(notes.map(({ text }) => text), ["to you", "to all"]);
  });

  it("leaves at once where the page says goodbye", async () => {
    const ann = await join("ann", hub.socket);
    const bob = await join("bob", cable.socket);
    await bob.reload();
    await ann.waitForFunction(() => globalThis.told.some(({ event }) => event === "left"));
  });
});
