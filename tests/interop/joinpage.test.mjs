// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { startHub } from "./support/hub.mjs";
import { addressOf, hears, say, sees } from "./support/joinpage.mjs";

describe("The join page", () => {
  let browser;
  let hub;
  /** What the browser itself reports, and rightly: complaints that a case brings about on purpose. */
  let expected;

  before(async () => { browser = await startBrowser(); });
  after(() => browser.stop());
  beforeEach(async () => {
    expected = undefined;
    hub = await startHub();
  });
  afterEach(async () => {
    const complaints = await browser.closePages({ expected });
    await hub.stop();
    assert.deepEqual(complaints, []);
  });

  const enter = (nick, options) => browser.open(addressOf(hub.page, { nick }), options);

  it("lets two pages see each other and chat both ways over a data channel", async () => {
    const relayed = [];
    const ann = await browser.open(hub.page);
    ann.on("websocket", (socket) => socket.on("framesent", ({ payload }) => relayed.push(payload)));
    await ann.fill("#nick", "ann");
    await ann.fill("#room", "red");
    await ann.click("#entry-form button");
    const bob = await enter("bob");
    await sees(ann, "bob");
    await sees(bob, "ann");
    await say(ann, "hello bob");
    await hears(bob, "ann", "hello bob");
    await say(bob, "你好，ann");
    await hears(ann, "bob", "你好，ann");
    assert.ok(relayed.some((text) => text.includes('"answer"')), "the hub relayed the negotiation");
    assert.ok(!relayed.some((text) => text.includes("hello bob")), "the hub did not see the chat");
  });

  it("links three pages with each other, each with each", async () => {
    const [ann, bob, carol] = [await enter("ann"), await enter("bob"), await enter("carol")];
    await Promise.all([sees(ann, "bob", "carol"), sees(bob, "ann", "carol"), sees(carol, "ann", "bob")]);
    await say(carol, "to both of you");
    await Promise.all([hears(ann, "carol", "to both of you"), hears(bob, "carol", "to both of you")]);
  });

  it("keeps rooms apart", async () => {
    const ann = await enter("ann");
    const eve = await browser.open(addressOf(hub.page, { nick: "eve", room: "blue" }));
    const bob = await enter("bob");
    await sees(ann, "bob");
    assert.equal(await eve.textContent("#people-count"), "1");
    await sees(bob, "ann");
  });

  it("shows who leaves", async () => {
    const [ann, bob] = [await enter("ann"), await enter("bob")];
    await sees(ann, "bob");
    await ann.waitForFunction(() => /bob came in\./.test(document.querySelector("#log").textContent));
    await bob.click("#leave");
    await bob.waitForSelector("#entry:not([hidden])");
    await sees(ann);
    await ann.waitForFunction(() => /bob left\./.test(document.querySelector("#log").textContent));
  });

  it("finds its peers again after the hub has restarted on the same port, on the same connection", async () => {
    expected = /WebSocket connection to .* failed/;
    const [ann, bob] = [await enter("ann"), await enter("bob")];
    await sees(ann, "bob");
    await sees(bob, "ann");
    const { port } = hub;
    await hub.stop();
    await ann.waitForSelector("#notice:not([hidden]):not(.final)");
    await say(ann, "still here");
    await hears(bob, "ann", "still here");
    hub = await startHub({ port });
    for (const page of [ann, bob]) await page.waitForSelector("#hub-state[data-state=joined]");
    await sees(ann, "bob");
    await sees(bob, "ann");
    await say(bob, "and here again");
    await hears(ann, "bob", "and here again");
    assert.equal(await ann.evaluate(() => globalThis.connections.length), 1);
    assert.equal(await ann.locator("#notice").isHidden(), true);
  });

  it("shows the picture of another's camera, and takes it away again", async () => {
    const local = hub.page.replace("127.0.0.1", "localhost");
    const ann = await browser.open(addressOf(local, { nick: "ann" }));
    const bob = await browser.open(addressOf(local, { nick: "bob" }));
    await sees(bob, "ann");
    // Both at once: two offers that cross.
    await Promise.all([ann.click("#camera"), bob.click("#camera")]);
    const playing = (page) => page.waitForFunction(() =>
      [...document.querySelectorAll("#videos figure:not([hidden]):not(.own) video")].some((video) => video.videoWidth > 0));
    await Promise.all([playing(ann), playing(bob)]);
    await ann.click("#camera");
    await bob.waitForSelector("#videos figure:not(.own)", { state: "hidden" });
    await ann.click("#camera");
    await playing(bob);
  });

  it("refuses a name and a room that are too long, in words, before it sends anything", async () => {
    const page = await browser.open(hub.page);
    let sockets = 0;
    page.on("websocket", () => { sockets += 1; });
    await page.fill("#nick", "x".repeat(33));
    await page.fill("#room", "汉".repeat(43));
    await page.press("#room", "Enter");
    assert.match(await page.textContent("#nick-error"), /33 characters/);
    assert.match(await page.textContent("#room-error"), /129 bytes/);
    assert.equal(await page.getAttribute("#nick", "aria-invalid"), "true");
    assert.equal(await page.evaluate(() => document.activeElement.id), "nick");
    assert.equal(sockets, 0);
    // 32 characters as people count them, in 128 bytes: the hub takes them too.
    await page.fill("#nick", "🚂".repeat(32));
    await page.fill("#room", "汉".repeat(42));
    await page.press("#room", "Enter");
    await page.waitForSelector("#hub-state[data-state=joined]");
  });

  it("shows markup and direction marks of others as plain text", async () => {
    const nick = "<img src=x>\u202e";
    const [ann, bob] = [await enter("ann"), await enter(nick)];
    await sees(ann, "<img src=x>");
    await say(bob, "<b>bold</b>\u202egnol");
    await hears(ann, "<img src=x>", "<b>bold</b>gnol");
    assert.equal(await ann.locator("#people img, #log img, #log b").count(), 0);
  });

  it("says that the browser gives no camera to a page from plain http, and chats all the same", async () => {
    const lan = hub.page.replace("127.0.0.1", "hub.test");
    const ann = await browser.open(addressOf(lan, { nick: "ann" }));
    const bob = await browser.open(addressOf(lan, { nick: "bob" }));
    assert.equal(await ann.evaluate(() => isSecureContext), false);
    assert.equal(await ann.evaluate(() => navigator.mediaDevices === undefined), true);
    await ann.waitForSelector("#media-note:not([hidden])");
    assert.match(await ann.textContent("#media-note"), /plain http.*camera/);
    assert.equal(await ann.locator("#camera").isHidden(), true);
    await ann.click("#invite");
    await ann.click("#copy");
    assert.match(await ann.textContent("#copied"), /Ctrl\+C/);
    await sees(ann, "bob");
    await say(bob, "hi");
    await hears(ann, "bob", "hi");
  });

  it("needs no mouse", async () => {
    const page = await browser.open(hub.page);
    await page.keyboard.type("ann");
    await page.keyboard.press("Tab");
    await page.keyboard.type("red");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#hub-state[data-state=joined]");
    const bob = await enter("bob");
    await sees(page, "bob");
    const reached = [];
    for (let step = 0; step < 8 && reached.at(-1) !== "text"; step += 1) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => document.activeElement.id));
    }
    assert.deepEqual(reached, ["camera", "microphone", "invite", "leave", "log", "text"]);
    await page.keyboard.type("by hand");
    await page.keyboard.press("Enter");
    await hears(bob, "ann", "by hand");
  });

  it("speaks Chinese to whom the browser says so, and another language when asked", async () => {
    const page = await browser.open(hub.page, { locale: "zh-CN" });
    assert.equal(await page.textContent("#entry-form button"), "加入");
    assert.equal(await page.getAttribute("html", "lang"), "zh-Hans");
    await page.selectOption("#language", "en");
    assert.equal(await page.textContent("#entry-form button"), "Join");
    assert.equal(await page.getAttribute("html", "lang"), "en");
  });

  it("has every word in both languages", async () => {
    const page = await browser.open(hub.page);
    const source = await page.evaluate(async () => (await fetch("/words.js")).text());
    const keys = [...source.matchAll(/^ {4}"?([\w-]+)"?: "/gm)].map(([, key]) => key);
    assert.ok(keys.length > 100);
    assert.deepEqual(keys.slice(0, keys.length / 2), keys.slice(keys.length / 2));
  });

  for (const width of [320, 360]) {
    it(`fits a screen ${width} pixels wide without scrolling sideways`, async () => {
      const options = { viewport: { width, height: 640 } };
      const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth);
      const cut = (page) => page.evaluate(() => [...document.querySelectorAll("button")]
        .filter((button) => button.offsetParent && button.scrollWidth > button.clientWidth)
        .map((button) => button.textContent));
      const entry = await browser.open(hub.page, options);
      assert.equal(await wide(entry), width);
      const ann = await enter("W".repeat(32), options);
      const bob = await enter("鹏".repeat(32), { ...options, locale: "zh-CN" });
      await sees(ann, "鹏".repeat(32));
      await say(bob, "w".repeat(500));
      await hears(ann, "鹏".repeat(32), "w".repeat(500));
      await ann.click("#invite");
      assert.equal(await wide(ann), width);
      assert.equal(await wide(bob), width);
      assert.deepEqual(await cut(ann), []);
      assert.deepEqual(await cut(bob), []);
    });
  }
});
