// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Which web pages get in, with the origins and hosts that a real browser sends.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { startHub } from "./support/hub.mjs";
import { addressOf, sees } from "./support/joinpage.mjs";
import { startOtherOrigin } from "./support/otherorigin.mjs";

const PIN = "123456";

describe("A page in a browser", () => {
  let browser;
  let other;
  let hub;
  /** How often the browser itself has to report that a socket was refused with 403. */
  let refusals;

  before(async () => {
    browser = await startBrowser();
    other = await startOtherOrigin();
  });
  after(() => Promise.all([browser.stop(), other.stop()]));
  beforeEach(async () => {
    refusals = 0;
    hub = await startHub();
  });
  afterEach(async () => {
    const complaints = await browser.closePages({ expected: /the server responded with a status of 403/ });
    await hub.stop();
    const refused = complaints.filter((complaint) => /WebSocket connection to .* Unexpected response code: 403/.test(complaint));
    assert.deepEqual(complaints, refused);
    assert.equal(refused.length, refusals);
  });

  /** What becomes of a socket that a page opens: the type of the hub's first word, or how it closed. */
  const knock = (page, url = hub.socket) => page.evaluate((address) => new Promise((settle) => {
    const socket = new WebSocket(address);
    socket.onopen = () => socket.send(JSON.stringify({ type: "join", nick: "visitor" }));
    socket.onmessage = ({ data }) => settle(JSON.parse(data).type);
    socket.onclose = ({ code }) => settle(code);
  }), url);
  const strangers = async () => (await hub.ctl("stats")).strangers;

  it("of the hub itself is in", async () => {
    const ann = await browser.open(addressOf(hub.page, { nick: "ann" }));
    const bob = await browser.open(addressOf(hub.page.replace("127.0.0.1", "hub.test"), { nick: "bob" }));
    await Promise.all([sees(ann, "bob"), sees(bob, "ann")]);
    assert.equal(await strangers(), 0);
  });

  it("of another port of this machine is let in", async () => {
    for (const host of ["localhost", "127.0.0.1"]) {
      assert.equal(await knock(await browser.open(other.page("blank.html", host))), "joined");
    }
  });

  it("of a foreign site stays outside, is shown to the owner, and is in once that is allowed", async () => {
    refusals = 1;
    const page = await browser.open(other.page("blank.html", "foreign.test"));
    const { origin } = new URL(page.url());
    assert.equal(await knock(page), 1006);
    const { kind, address } = await hub.logged(({ detail }) => detail === origin);
    assert.deepEqual([kind, address], ["rejected", "127.0.0.1"]);
    assert.equal(await strangers(), 1);

    await hub.configure({ "allowed-sites": [origin] });
    assert.equal(await strangers(), 0);
    assert.equal(await knock(page), "joined");
  });

  it("of a foreign site may not even ask for the PIN", async () => {
    refusals = 1;
    await hub.configure({ pin: PIN });
    const page = await browser.open(other.page("blank.html", "foreign.test"));
    assert.equal(await knock(page, `${hub.socket}pin-${PIN}/`), 1006);
  });

  it("from a file, which has no site, needs the PIN in the path", async () => {
    refusals = 3;
    const page = await browser.open(new URL("pages/blank.html", import.meta.url).href);
    assert.ok(fileURLToPath(page.url()).endsWith("blank.html"));
    assert.equal(await knock(page), 1006);
    // The owner cannot allow it, for any site can make such a page.
    assert.equal(await strangers(), 0);

    await hub.configure({ pin: PIN });
    assert.equal(await knock(page), 1006);
    assert.equal(await knock(page, `${hub.socket}pin-654321/`), 1006);
    assert.equal(await knock(page, `${hub.socket}pin-${PIN}/`), "joined");
  });

  it("from a file gets in with the client module, too", async () => {
    await hub.configure({ pin: PIN });
    const page = await browser.open(new URL("pages/blank.html", import.meta.url).href);
    await page.evaluate(async ([module, url]) => {
      const { Signalbox } = await import(module);
      globalThis.room = new Signalbox({ url, nick: "ann" });
    }, [hub.module, `${hub.socket}pin-${PIN}/`]);
    await page.waitForFunction(() => globalThis.room.state === "joined");
    const [{ nick, site }] = await hub.ctl("list");
    assert.deepEqual([nick, site], ["ann", "null"]);
  });

  it("whose name somebody has pointed at the hub gets nothing but the join page", async () => {
    refusals = 1;
    const page = await browser.open(`http://rebound.test:${hub.port}/`);
    assert.equal(await knock(page, `ws://rebound.test:${hub.port}/`), 1006);
    const { kind, cause } = await hub.logged(({ detail }) => detail === `rebound.test:${hub.port}`);
    assert.deepEqual([kind, cause], ["rejected", "unknown-host"]);
    assert.equal(await strangers(), 1);
    assert.equal(await page.evaluate(async () => (await fetch("/metrics")).status), 403);

    await hub.configure({ "host-names": ["rebound.test"] });
    assert.equal(await knock(page, `ws://rebound.test:${hub.port}/`), "joined");
    assert.equal(await page.evaluate(async () => (await fetch("/metrics")).status), 200);
  });
});
