// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Pages written from the two founding drafts, and one written by hand from docs/protocol.md.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { startHub } from "./support/hub.mjs";
import { addressOf, hears, say, sees } from "./support/joinpage.mjs";
import { startOtherOrigin } from "./support/otherorigin.mjs";

describe("A client that knows nothing of this hub's module", () => {
  let browser;
  let other;
  let hub;

  before(async () => {
    browser = await startBrowser();
    other = await startOtherOrigin();
  });
  after(() => Promise.all([browser.stop(), other.stop()]));
  beforeEach(async () => { hub = await startHub(); });
  afterEach(async () => {
    const complaints = await browser.closePages();
    await hub.stop();
    assert.deepEqual(complaints, []);
  });

  async function open(name, given) {
    const page = await browser.open(`${other.page(`${name}.html`)}?${new URLSearchParams({ hub: hub.socket, ...given })}`);
    await fact(page, "open");
    return page;
  }

  /** Waits until a fact holds. */
  const fact = (page, name) => page.waitForFunction((wanted) => {
    const value = globalThis.facts()[wanted];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  }, name);
  const facts = (page) => page.evaluate(() => globalThis.facts());

  async function talkBothWays(one, two) {
    await Promise.all([fact(one, "talking"), fact(two, "talking")]);
    await one.evaluate(() => globalThis.talk("to two"));
    await two.evaluate(() => globalThis.talk("to one"));
    await Promise.all([fact(one, "heard"), fact(two, "heard")]);
    assert.deepEqual((await facts(one)).heard, ["to one"]);
    assert.deepEqual((await facts(two)).heard, ["to two"]);
  }

  it("of draft A finds another of its kind, and hears of its departure", async () => {
    const one = await open("drafta", { id: "u1", nick: "ann" });
    const two = await open("drafta", { id: "u2", nick: "bob" });
    await one.evaluate(() => globalThis.call());
    await talkBothWays(one, two);
    assert.deepEqual((await facts(one)).other, { id: "u2", nick: "bob" });
    assert.deepEqual((await facts(two)).other, { id: "u1", nick: "ann" });
    await two.close();
    await fact(one, "gone");
    assert.deepEqual((await facts(one)).gone, [{ id: "u2", nick: "bob" }]);
  });

  it("of draft B finds another of its kind, and hears of its departure exactly once", async () => {
    const one = await open("draftb", { nick: "ann" });
    const two = await open("draftb", { nick: "bob" });
    await one.evaluate(() => globalThis.call());
    await talkBothWays(one, two);
    const { other: bob } = await facts(one);
    assert.equal(bob.nick, "bob");
    await two.evaluate(() => globalThis.depart());
    await fact(one, "gone");
    await two.close();
    // The newcomer's offer comes after everything that was said before.
    const three = await open("draftb", { nick: "carol" });
    await three.evaluate(() => globalThis.call());
    await one.waitForFunction(() => globalThis.facts().other.nick === "carol");
    assert.deepEqual((await facts(one)).gone, [{ id: bob.id, nick: "bob", senderId: bob.id }]);
  });

  it("of the protocol's own words, written by hand, talks with the join page", async () => {
    const ann = await browser.open(addressOf(hub.page, { nick: "ann", room: "" }));
    await ann.waitForSelector("#hub-state[data-state=joined]");
    const byHand = await open("byhand", { nick: "bob" });
    await byHand.evaluate(() => globalThis.call());
    await fact(byHand, "talking");
    await sees(ann, "bob");
    await byHand.evaluate(() => globalThis.talk("by hand"));
    await hears(ann, "bob", "by hand");
    await say(ann, "welcome");
    await fact(byHand, "heard");
    assert.deepEqual((await facts(byHand)).heard, ["welcome"]);
  });
});
