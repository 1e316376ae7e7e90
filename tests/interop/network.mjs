// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// What happens to a hub and a page when the network between them goes away or changes. Runs by
// scripts/test-network only, which makes those networks: the hub is 10.77.0.1 and the browser "far" is
// 10.77.0.2, with a switch between them. It says how long things took, and does not judge that.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { connect } from "node:tls";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { startBrowser } from "./support/browser.mjs";
import { startHub } from "./support/hub.mjs";
import { addressOf, hears, say, sees } from "./support/joinpage.mjs";

const run = promisify(execFile);
const ip = (...given) => run("ip", given);

/** Longer than the hub's patience with the silent and with the absent together. */
const LONG = 120_000;

const now = () => Number(process.hrtime.bigint() / 1_000_000n);
const seconds = (time) => `${(time / 1000).toFixed(1)} s`;

describe("The network", () => {
  let near;
  let far;
  let hub;
  let folder;
  let authority;

  before(async () => {
    assert.equal(networkInterfaces().lan?.[0].address, "10.77.0.1", "scripts/test-network runs this");
    folder = await mkdtemp(join(tmpdir(), "signalbox-network-"));
    const program = join(folder, "chromium");
    await writeFile(program, '#!/bin/sh\nexec nsenter --net=/run/netns/far /usr/bin/chromium "$@"\n', { mode: 0o755 });
    hub = await startHub({ listen: "", settings: { tls: "on" } });
    authority = await (await fetch(`${hub.page}signalbox-ca.pem`)).text();
    [near, far] = [await startBrowser(), await startBrowser({ program })];
  });
  afterEach(async () => {
    await plugCable();
    await Promise.all([near.closePages(), far.closePages()]);
  });
  after(async () => {
    await Promise.all([near?.stop(), far?.stop()]);
    await hub?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const lan = (address = "10.77.0.1") => `http://${address}:${hub.port}/`;
  const wire = (...given) => ip("-n", "switch", "link", "set", "far", ...given);
  const pullCable = () => wire("down");
  const plugCable = () => wire("up", "master", "bridge");
  const happens = (kind, who, from) => hub.logged((line) => line.kind === kind && line.nick === who, from, LONG);
  const linesOf = (page) => page.evaluate(() => document.querySelector("#log").textContent);

  /** Two pages that have met, the far one behind the cable. */
  async function meet() {
    const ann = await near.open(addressOf(hub.page, { nick: "ann" }));
    const bob = await far.open(addressOf(lan(), { nick: "bob" }));
    await Promise.all([sees(ann, "bob"), sees(bob, "ann")]);
    await ann.waitForFunction(() => /bob came in/.test(document.querySelector("#log").textContent));
    return [ann, bob];
  }

  it("is cut at the page's end and mended: the page was away, is who it was, and the others notice nothing", async (test) => {
    const [ann, bob] = await meet();
    const before = await linesOf(ann);
    const from = hub.log.length;
    const pulled = now();
    await pullCable();
    const away = await happens("went-away", "bob", from);
    test.diagnostic(`away ${seconds(away.ms - pulled)} after the cable was pulled`);
    const plugged = now();
    await plugCable();
    const back = await happens("came-back", "bob", from);
    test.diagnostic(`back ${seconds(back.ms - plugged)} after it was plugged in again`);
    assert.equal(back.id, away.id);
    await Promise.all([sees(ann, "bob"), sees(bob, "ann")]);
    await say(bob, "still here");
    await hears(ann, "bob", "still here");
    assert.ok((await linesOf(ann)).startsWith(before));
    assert.doesNotMatch((await linesOf(ann)).slice(before.length), /bob (left|came in)/);
  });

  it("is cut between two switches, which neither end can see, and mended: the page comes back by itself", async (test) => {
    const [ann, bob] = await meet();
    const from = hub.log.length;
    const cut = now();
    await wire("nomaster");
    const away = await happens("went-away", "bob", from);
    test.diagnostic(`away ${seconds(away.ms - cut)} after it was cut`);
    const mended = now();
    await plugCable();
    // Only its system's probes tell the browser, at most 45 s later: that may be after the hub's patience.
    const back = await hub.logged(({ kind, nick }) => nick === "bob" && (kind === "came-back" || kind === "joined"), from, LONG);
    test.diagnostic(`back ${seconds(back.ms - mended)} after it was mended (${back.kind})`);
    await Promise.all([sees(ann, "bob"), sees(bob, "ann")]);
  });

  it("is cut for longer: who can come back is away and then gone, who cannot is gone at once", async (test) => {
    const [ann, bob] = await meet();
    // A peer of PeerJS has no secret for coming back.
    await bob.evaluate(() => new Promise((settle) => {
      const socket = new WebSocket(new URL("/peerjs?key=peerjs&id=kate&token=secret", location.href.replace("http", "ws")));
      socket.onmessage = settle;
    }));
    const from = hub.log.length;
    const pulled = now();
    await pullCable();
    const [away, kate, gone] = await Promise.all([
      happens("went-away", "bob", from),
      hub.logged(({ kind, id }) => kind === "departed" && id === "kate", from, LONG),
      happens("departed", "bob", from),
    ]);
    test.diagnostic(`kate gone (${kate.cause}) after ${seconds(kate.ms - pulled)}`);
    test.diagnostic(`bob away after ${seconds(away.ms - pulled)}, gone (${gone.cause}) after ${seconds(gone.ms - pulled)}`);
    await sees(ann);
    assert.deepEqual((await hub.ctl("list")).map(({ nick }) => nick), ["ann"]);

    const again = hub.log.length;
    const plugged = now();
    await plugCable();
    const joined = await happens("joined", "bob", again);
    test.diagnostic(`bob in anew ${seconds(joined.ms - plugged)} after the cable was plugged in again`);
    await Promise.all([sees(ann, "bob"), sees(bob, "ann")]);
  });

  /** What a device that trusts the hub finds at an address: nothing, or what is wrong, or the certificate. */
  const greet = (address) => new Promise((settle) => {
    const socket = connect({ host: address, port: hub.port, ca: authority }, () => {
      settle({ names: socket.getPeerCertificate().subjectaltname });
      // Without waiting for the other end, whose address is about to go.
      socket.destroy();
    });
    socket.on("error", ({ code }) => settle({ code }));
  });

  it("gives the hub another address: its certificate follows, it listens on, and nobody else is lost", async (test) => {
    const ann = await near.open(addressOf(hub.page, { nick: "ann" }));
    await ann.waitForSelector("#hub-state[data-state=joined]");
    const [{ number }] = await hub.ctl("list");
    assert.match((await greet("10.77.0.1")).names, /IP Address:10\.77\.0\.1(,|$)/);

    const moved = now();
    await ip("address", "delete", "10.77.0.1/24", "dev", "lan");
    await ip("address", "add", "10.77.0.9/24", "dev", "lan");
    // No event tells a visitor of a certificate; it has to look.
    let found = await greet("10.77.0.9");
    assert.equal(found.code, "ERR_TLS_CERT_ALTNAME_INVALID", "the hub goes on to listen, as who it was");
    while (!found.names && now() - moved < LONG) {
      await pause(100);
      found = await greet("10.77.0.9");
    }
    test.diagnostic(`the certificate names the address ${seconds(now() - moved)} after it was given`);
    assert.match(found.names ?? found.code, /IP Address:10\.77\.0\.9(,|$)/);
    assert.doesNotMatch(found.names, /10\.77\.0\.1(,|$)/);

    const bob = await far.open(addressOf(lan("10.77.0.9"), { nick: "bob" }));
    await Promise.all([sees(ann, "bob"), sees(bob, "ann")]);
    assert.equal((await hub.ctl("list")).find(({ nick }) => nick === "ann").number, number);
  });
});
