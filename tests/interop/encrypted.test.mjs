// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The join page by https, in a browser that trusts the hub's own authority as a person would have it do.

import assert from "node:assert/strict";
import { createHash, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { after, afterEach, before, describe, it } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { startHub } from "./support/hub.mjs";
import { addressOf, hears, say, sees } from "./support/joinpage.mjs";

/** A name under which a browser takes a page for secure only if it came by https. */
const NAME = `${hostname().split(".")[0].toLowerCase()}.local`;

describe("A hub that encrypts", () => {
  let browser;
  let hub;
  let plain;
  let secure;
  /** What the browser itself reports, and rightly. */
  let expected;

  before(async () => {
    hub = await startHub({ settings: { tls: "on" } });
    plain = `http://${NAME}:${hub.port}/`;
    secure = `https://${NAME}:${hub.port}/`;
    const authority = await fetch(`${hub.page}signalbox-ca.pem`);
    browser = await startBrowser({ authority: await authority.text() });
  });
  after(async () => {
    await browser.stop();
    await hub.stop();
  });
  afterEach(async () => {
    const complaints = await browser.closePages({ expected });
    expected = undefined;
    assert.deepEqual(complaints, []);
  });

  it("shows how to trust it, and hands out its authority", async () => {
    const page = await browser.open(`${plain}trust`);
    const steps = page.locator("section:not([hidden]) details[open]");
    assert.equal(await steps.count(), 1);
    assert.equal(await steps.getAttribute("data-system"), "linux");
    assert.ok(await steps.locator("li").count() > 1);

    const [download] = await Promise.all([page.waitForEvent("download"), steps.locator("a").click()]);
    const given = new X509Certificate(await readFile(await download.path()));
    assert.ok(given.ca && given.verify(given.publicKey));
    // Whoever answers in the hub's place could write it there.
    assert.ok(!(await page.content()).includes(given.fingerprint256));

    // The form for Android is the same certificate.
    const { raw } = given;
    const other = Buffer.from(await (await fetch(`${hub.page}signalbox-ca.crt`)).arrayBuffer());
    const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
    assert.equal(digest(other), digest(raw));

    assert.equal(await page.getAttribute("section:not([hidden]) [data-secure]", "href"), secure);
    await page.selectOption("#language", "zh-Hans");
    assert.equal(await steps.getAttribute("data-system"), "linux");
    assert.match(await page.textContent("section:not([hidden]) h2"), /信任/);
  });

  it("lets pages by https call each other with camera and microphone, over wss", async () => {
    const sockets = [];
    const enter = async (nick) => {
      const page = await browser.open("about:blank");
      page.on("websocket", (socket) => sockets.push(socket.url()));
      await page.goto(addressOf(secure, { nick }));
      assert.equal(await page.evaluate(() => isSecureContext), true);
      return page;
    };
    const [ann, bob] = [await enter("ann"), await enter("bob")];
    await Promise.all([sees(ann, "bob"), sees(bob, "ann")]);
    assert.deepEqual(sockets, Array(2).fill(secure.replace("https", "wss")));
    assert.deepEqual((await hub.ctl("list")).map(({ encrypted }) => encrypted), [true, true]);
    await say(ann, "hello bob");
    await hears(bob, "ann", "hello bob");

    assert.equal(await ann.locator("#media-note").isHidden(), true);
    for (const page of [ann, bob]) await Promise.all([page.click("#camera"), page.click("#microphone")]);
    const receives = (page) => page.waitForFunction(async () => {
      const video = document.querySelector("#videos figure:not([hidden]):not(.own) video");
      if (!(video?.videoWidth > 0)) return false;
      const arrived = await Promise.all(globalThis.connections.map((connection) => connection.getStats()));
      return arrived.flatMap((stats) => [...stats.values()])
        .some(({ type, kind, bytesReceived }) => type === "inbound-rtp" && kind === "audio" && bytesReceived > 0);
    });
    await Promise.all([receives(ann), receives(bob)]);
  });

  it("is not a secure page by http, in the same browser", async () => {
    const page = await browser.open(plain);
    assert.equal(await page.evaluate(() => isSecureContext), false);
  });

  it("is taken for an impostor where another authority vouches for it", async () => {
    const other = await startHub({ settings: { tls: "on" } });
    try {
      await assert.rejects(browser.open(`https://${NAME}:${other.port}/`), /ERR_CERT_AUTHORITY_INVALID/);
    } finally {
      await other.stop();
    }
  });

  it("sends pages from http to https where it encrypts everything, and takes no plain sockets", async () => {
    await hub.configure({ tls: "required" });
    const page = await browser.open("about:blank");
    const response = await page.goto(`${addressOf(plain, { nick: "ann" })}`);
    const first = response.request().redirectedFrom();
    assert.equal((await first.response()).status(), 308);
    assert.equal(page.url().split("#")[0], secure);
    await page.waitForSelector("#hub-state[data-state=joined]");

    // Who does not trust it yet must come to the page on trust all the same.
    expected = /Unexpected response code: 426/;
    const guide = await browser.open(`${plain}trust`);
    assert.equal(new URL(guide.url()).protocol, "http:");
    const code = await guide.evaluate((url) => new Promise((settle) => {
      new WebSocket(url).onclose = (event) => settle(event.code);
    }), `${plain.replace("http", "ws")}`);
    assert.equal(code, 1006);
  });
});
