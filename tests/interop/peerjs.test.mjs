// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dial, idOf, openPeer } from "./clients/peerjs.mjs";
import { setScene } from "./support/scene.mjs";
import { talkBothWays } from "./support/talk.mjs";

describe("A peer of PeerJS", () => {
  const scene = setScene();
  const faults = async (page) => {
    await page.waitForFunction(() => globalThis.faults.length > 0);
    return page.evaluate(() => globalThis.faults);
  };

  it("talks with another over a data channel, both ways, under the ids that they chose", async () => {
    const one = await openPeer(scene, "one");
    const two = await openPeer(scene, "two");
    assert.deepEqual([await idOf(one), await idOf(two)], ["one", "two"]);
    await dial(one, "two");
    await talkBothWays(one, two);
  });

  it("without an id asks for one over HTTP, each gets its own, and is called by it", async () => {
    const one = await openPeer(scene);
    const two = await openPeer(scene);
    const [id, other] = [await idOf(one), await idOf(two)];
    assert.match(id, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    assert.notEqual(id, other);
    await dial(two, id);
    await talkBothWays(one, two);
  });

  it("calls another with camera and microphone, and each receives the other's stream", async () => {
    const one = await openPeer(scene, "one");
    const two = await openPeer(scene, "two");
    await one.evaluate(async () => {
      const call = globalThis.peer.call("two", await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
      call.on("stream", (stream) => globalThis.streams.push(stream));
    });
    for (const page of [one, two]) {
      await page.waitForFunction(() => globalThis.streams[0]?.getTracks().length === 2);
    }
  });

  it("with an id that is taken is told unavailable-id, and the owner stays reachable", async () => {
    const owner = await openPeer(scene, "one");
    const second = await openPeer(scene, "one");
    assert.deepEqual(await faults(second), ["unavailable-id"]);
    const other = await openPeer(scene, "two");
    await dial(other, "one");
    await talkBothWays(owner, other);
  });

  it("that calls an absent peer is told peer-unavailable, and can still call a present one", async () => {
    const one = await openPeer(scene, "one");
    await dial(one, "nobody");
    assert.deepEqual(await faults(one), ["peer-unavailable"]);
    const two = await openPeer(scene, "two");
    await dial(one, "two");
    await talkBothWays(one, two);
  });

  it("reaches a peer that comes a moment after it was called", async () => {
    const one = await openPeer(scene, "one");
    await dial(one, "two");
    // The offer goes out when it has been set, and so before the other peer comes.
    await one.waitForFunction(() => globalThis.connections.some(({ localDescription }) => localDescription));
    const two = await openPeer(scene, "two");
    await talkBothWays(one, two);
  });

  it("that has hung up comes back under its id", async () => {
    const one = await openPeer(scene, "one");
    await one.evaluate(() => globalThis.peer.disconnect());
    assert.equal(await one.evaluate(() => globalThis.peer.open), false);
    await one.evaluate(() => globalThis.peer.reconnect());
    await one.waitForFunction(() => globalThis.peer.open);
    const two = await openPeer(scene, "two");
    await dial(two, "one");
    await talkBothWays(one, two);
  });
});
