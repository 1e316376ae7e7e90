// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The module /signalbox.js, imported by a page of another origin.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { startHub } from "./support/hub.mjs";
import { startOtherOrigin } from "./support/otherorigin.mjs";

describe("The client module", () => {
  let browser;
  let other;
  let hub;
  let expected;

  before(async () => {
    browser = await startBrowser();
    other = await startOtherOrigin();
  });
  after(() => Promise.all([browser.stop(), other.stop()]));
  beforeEach(async () => {
    expected = undefined;
    hub = await startHub();
  });
  afterEach(async () => {
    const complaints = await browser.closePages({ expected });
    await hub.stop();
    assert.deepEqual(complaints, []);
  });

  /** A page of another origin in which `room` is joined; everything that it is told is kept in `told`. */
  async function openRoom(options = {}, { mesh = false } = {}) {
    const page = await browser.open(other.page("blank.html"));
    await page.evaluate(async ([module, given, meshed]) => {
      const { Signalbox, Mesh } = await import(module);
      const told = [];
      const room = new Signalbox(given);
      for (const type of ["joined", "peer", "renamed", "left", "message", "error", "closed"]) {
        room.on(type, (detail) => told.push({ ...detail, event: type }));
      }
      const heard = [];
      Object.assign(globalThis, { Mesh, room, told, heard });
      if (meshed) {
        globalThis.mesh = new Mesh(room);
        globalThis.mesh.on("data", ({ link, data }) => heard.push([link.nick, data]));
      }
    }, [hub.module, options, mesh]);
    await page.waitForFunction(() => globalThis.told.some(({ event }) => event === "joined"));
    return page;
  }

  const told = async (page, type) => {
    await page.waitForFunction((wanted) => globalThis.told.some(({ event }) => event === wanted), type);
    return page.evaluate((wanted) => globalThis.told.filter(({ event }) => event === wanted), type);
  };
  const linked = (page, count) => page.waitForFunction((wanted) =>
    [...globalThis.mesh.links.values()].filter(({ state }) => state === "connected").length === wanted, count);
  const heard = (page, data) => page.waitForFunction((wanted) => globalThis.heard.some(([, got]) => got === wanted), data);

  it("works from a page of another origin, and finds its hub by itself", async () => {
    const ann = await openRoom({ nick: "ann", room: "red" });
    const bob = await openRoom({ nick: "bob", room: "red" });
    const [joined] = await told(bob, "joined");
    assert.deepEqual(joined.peers.map(({ nick }) => nick), ["ann"]);
    assert.equal(joined.rejoined, false);
    const [peer] = await told(ann, "peer");
    assert.equal(peer.nick, "bob");
    assert.equal(peer.id, joined.id);
  });

  it("works as in the page that its documentation shows", async () => {
    const text = await readFile(new URL("client.md", import.meta.url), "utf8");
    const body = /^```html\n(.*?)^```$/ms.exec(text)[1].replace("http://192.168.1.20:8080/signalbox.js", hub.module);
    assert.ok(body.includes(hub.module));
    other.add("chat.html", body);
    const pages = [await browser.open(other.page("chat.html")), await browser.open(other.page("chat.html"))];
    const shows = (page, line) => page.waitForFunction((wanted) => document.body.textContent.includes(wanted), line);
    await Promise.all(pages.map((page) => shows(page, "guest: connected")));
    await pages[0].fill("#text", "from the example");
    await pages[0].press("#text", "Enter");
    await shows(pages[1], "guest says from the example");
  });

  it("tells of arrivals, new names, moves to another room and departures", async () => {
    const ann = await openRoom({ nick: "ann" });
    const bob = await openRoom({ nick: "bob" });
    await told(ann, "peer");
    await bob.evaluate(() => globalThis.room.join({ nick: "robert" }));
    const [{ nick, former }] = await told(ann, "renamed");
    assert.deepEqual([nick, former], ["robert", "bob"]);
    await bob.evaluate(() => globalThis.room.join({ room: "elsewhere" }));
    const [left] = await told(ann, "left");
    assert.equal(left.nick, "robert");
    assert.equal(await ann.evaluate(() => globalThis.room.peers.size), 0);
  });

  it("goes out of a room although the hub has not let it in yet", async () => {
    const ann = await openRoom({ nick: "ann", room: "red" });
    const bob = await openRoom({ nick: "bob", room: "red" });
    await bob.evaluate(() => {
      const { room } = globalThis;
      globalThis.answers = 0;
      globalThis.WebSocket = class extends WebSocket {
        constructor(url) {
          super(url);
          this.addEventListener("message", ({ data }) => {
            if (JSON.parse(data).type === "joined") globalThis.answers += 1;
          });
        }
      };
      room.close();
      room.connect();
      // After the join that the client sends once it is connected, before any answer can come.
      room.on("state", () => queueMicrotask(() => room.leave()), { once: true });
    });
    await bob.waitForFunction(() => globalThis.answers === 1);
    await ann.waitForFunction(() => globalThis.told.filter(({ event }) => event === "left").length === 2);
    assert.deepEqual(await bob.evaluate(() => [globalThis.room.state, globalThis.room.room]), ["open", null]);
    assert.equal((await told(bob, "joined")).length, 1);
    await bob.evaluate(() => globalThis.room.join());
    await bob.waitForFunction(() => globalThis.room.state === "joined");
    assert.equal(await bob.evaluate(() => globalThis.room.room), "red");
  });

  it("says that an id belongs to somebody who is there, and stays connected", async () => {
    await openRoom({ nick: "ann", id: "u1" });
    const bob = await openRoom({ nick: "bob" });
    await bob.evaluate(() => globalThis.room.join({ id: "u1" }));
    const [error] = await told(bob, "error");
    assert.equal(error.code, "id-taken");
    assert.equal(await bob.evaluate(() => globalThis.room.state), "joined");
  });

  it("carries a Chinese message of 60,000 bytes", async () => {
    const ann = await openRoom({ nick: "ann" });
    const bob = await openRoom({ nick: "bob" });
    const text = "汉字信令中枢转发的长消息。".repeat(2000).slice(0, 19_900);
    assert.ok(Buffer.byteLength(text) > 59_000);
    assert.equal(await ann.evaluate((body) => globalThis.room.send({ type: "note", body }), text), true);
    const [message] = await told(bob, "message");
    assert.equal(message.type, "note");
    assert.equal(message.body, text);
    assert.equal(message.userInfo.nick, "ann");
  });

  it("refuses to send more than the hub takes, and stays connected", async () => {
    const ann = await openRoom({ nick: "ann" });
    const refusal = await ann.evaluate(() => {
      try {
        return globalThis.room.send({ type: "note", body: "x".repeat(65_536) });
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(refusal, "RangeError");
    assert.equal(await ann.evaluate(() => globalThis.room.send({ type: "note" })), true);
  });

  it("ends connected when both sides start at the same moment", async () => {
    // Which of the ids is the smaller one decides who gives way.
    for (const [one, two] of [["a1", "b1"], ["b2", "a2"]]) {
      const pages = [await openRoom({ nick: "ann", id: one, room: one }), await openRoom({ nick: "bob", id: two, room: one })];
      await told(pages[0], "peer");
      // Offers cross for certain: neither side hears of the other's before its own is out.
      await Promise.all(pages.map((page) => page.evaluate(() => {
        const { room } = globalThis;
        const held = [];
        let offered = false;
        const dispatch = room.dispatchEvent.bind(room);
        const send = room.send.bind(room);
        room.dispatchEvent = (event) => (event.type === "message" && !offered ? held.push(event) : dispatch(event));
        room.send = (message, receiverId) => {
          const sent = send(message, receiverId);
          if (message.type === "offer" && !offered) {
            offered = true;
            held.splice(0).forEach(dispatch);
          }
          return sent;
        };
      })));
      await Promise.all(pages.map((page) => page.evaluate(() => {
        globalThis.mesh = new globalThis.Mesh(globalThis.room);
        globalThis.mesh.on("data", ({ link, data }) => globalThis.heard.push([link.nick, data]));
      })));
      await Promise.all(pages.map((page) => linked(page, 1)));
      for (const page of pages) {
        const offers = await page.evaluate(() => globalThis.told.filter(({ type }) => type === "offer").length);
        assert.ok(offers > 0, "each side was offered something");
      }
      await pages[0].evaluate(() => globalThis.mesh.send("from the first"));
      await heard(pages[1], "from the first");
      await pages[1].evaluate(() => globalThis.mesh.send("from the second"));
      await heard(pages[0], "from the second");
    }
  });

  it("connects although one side begins so late that it misses the other's offer", async () => {
    for (const [one, two] of [["a1", "b1"], ["b2", "a2"]]) {
      const ann = await openRoom({ nick: "ann", id: one, room: one });
      const bob = await openRoom({ nick: "bob", id: two, room: one }, { mesh: true });
      await ann.waitForFunction(() => globalThis.told.some(({ type }) => type === "offer"));
      await ann.evaluate(() => { globalThis.mesh = new globalThis.Mesh(globalThis.room); });
      await Promise.all([linked(ann, 1), linked(bob, 1)]);
    }
  });

  it("mends a link whose other end has given its connection up", async () => {
    const ann = await openRoom({ nick: "ann" }, { mesh: true });
    const bob = await openRoom({ nick: "bob" }, { mesh: true });
    await Promise.all([linked(ann, 1), linked(bob, 1)]);
    await ann.evaluate(() => globalThis.connections[0].close());
    await bob.waitForFunction(() => globalThis.connections.length > 1);
    await Promise.all([linked(ann, 1), linked(bob, 1)]);
    await bob.evaluate(() => globalThis.mesh.send("again"));
    await heard(ann, "again");
  });

  it("restarts ICE on the connection that there is", async () => {
    const ann = await openRoom({ nick: "ann" }, { mesh: true });
    const bob = await openRoom({ nick: "bob" }, { mesh: true });
    await Promise.all([linked(ann, 1), linked(bob, 1)]);
    const name = (page) => page.evaluate(() => /^a=ice-ufrag:(.*)$/m.exec(globalThis.connections[0].remoteDescription.sdp)[1]);
    const before = await name(bob);
    await ann.evaluate(() => globalThis.connections[0].restartIce());
    await bob.waitForFunction((old) =>
      /^a=ice-ufrag:(.*)$/m.exec(globalThis.connections[0].remoteDescription.sdp)[1] !== old, before);
    await Promise.all([linked(ann, 1), linked(bob, 1)]);
    await ann.evaluate(() => globalThis.mesh.send("over the new way"));
    await heard(bob, "over the new way");
  });

  it("closes the link to a peer that vanishes without a word", async () => {
    const ann = await openRoom({ nick: "ann" }, { mesh: true });
    const bob = await openRoom({ nick: "bob" }, { mesh: true });
    await linked(ann, 1);
    await bob.close();
    await told(ann, "left");
    assert.equal(await ann.evaluate(() => globalThis.mesh.links.size), 0);
  });

  it("comes back after the hub was away, with the same wish", async () => {
    expected = /WebSocket connection to .* failed/;
    const ann = await openRoom({ nick: "ann", room: "red", id: "u1" });
    const { port } = hub;
    await hub.stop();
    const [closed] = await told(ann, "closed");
    assert.equal(closed.cause, "hub-stopped");
    assert.equal(closed.willReconnect, true);
    hub = await startHub({ port });
    await ann.waitForFunction(() => globalThis.told.filter(({ event }) => event === "joined").length === 2);
    const joined = (await told(ann, "joined"))[1];
    assert.deepEqual([joined.id, joined.nick, joined.room, joined.rejoined], ["u1", "ann", "red", true]);
  });

  it("ends when it is told to, and does not come back by itself", async () => {
    const ann = await openRoom({ nick: "ann" });
    await ann.evaluate(() => globalThis.room.close());
    const [closed] = await told(ann, "closed");
    assert.deepEqual([closed.cause, closed.willReconnect], ["closed", false]);
    assert.equal(await ann.evaluate(() => globalThis.room.state), "closed");
  });

  it("does not come back to a hub that could not read what it sent", async () => {
    const ann = await openRoom({ nick: "ann" });
    const ends = await ann.evaluate(async () => {
      const { room } = globalThis;
      room.close();
      const found = [];
      for (const code of [1002, 1003, 1007, 1009]) {
        globalThis.WebSocket = class {
          constructor() {
            queueMicrotask(() => this.onclose({ code, reason: "" }));
          }
        };
        const ended = new Promise((resolve) => { room.on("closed", resolve, { once: true }); });
        room.connect();
        const { cause, willReconnect } = await ended;
        found.push([code, cause, willReconnect]);
      }
      return found;
    });
    assert.deepEqual(ends, [
      [1002, "not-text", false],
      [1003, "not-text", false],
      [1007, "not-text", false],
      [1009, "too-large", false],
    ]);
  });

  it("is not harmed by what a peer makes up", async () => {
    const ann = await openRoom({ nick: "ann" }, { mesh: true });
    const eve = await openRoom({ nick: "eve" });
    await eve.evaluate(() => {
      const junk = [null, 7, "", "v=0", {}, [], { sdp: {} }, { type: "offer", sdp: "v=0\r\n" }, "x".repeat(9000)];
      for (const type of ["offer", "answer", "candidate", "icecandidate", "ice-candidate", "__proto__", "handle"]) {
        for (const value of junk) {
          for (const receiverId of [undefined, [...globalThis.room.peers.keys()][0]]) {
            if (type === "answer" && receiverId === undefined) continue;
            globalThis.room.send({ type, sdp: value, candidate: value, payload: value, data: value }, receiverId);
          }
        }
      }
      globalThis.room.send({ type: "changed", id: "x", nick: "x", payload: { id: "x", nick: "x" } });
      globalThis.room.send({ type: "end" });
    });
    await ann.waitForFunction(() => globalThis.told.some(({ type }) => type === "end"));
    const bob = await openRoom({ nick: "bob" }, { mesh: true });
    await bob.waitForFunction(() => globalThis.mesh.links.get([...globalThis.room.peers.values()]
      .find(({ nick }) => nick === "ann").id).state === "connected");
    await ann.evaluate(() => globalThis.mesh.send("unharmed"));
    await heard(bob, "unharmed");
  });
});
