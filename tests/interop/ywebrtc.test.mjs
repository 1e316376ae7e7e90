// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { meet, openDocument, reads, share, write } from "./clients/ywebrtc.mjs";
import { setScene } from "./support/scene.mjs";

describe("A document of y-webrtc", () => {
  const scene = setScene();
  const sharesOverWebRtc = (page) => page.evaluate(() =>
    globalThis.connections.some(({ connectionState }) => connectionState === "connected"));

  it("is the same in two pages, which have met over WebRTC", async () => {
    const [one, two] = await meet(scene);
    assert.deepEqual([await sharesOverWebRtc(one), await sharesOverWebRtc(two)], [true, true]);
  });

  it("is the same in two pages behind a password, of which the hub knows nothing", async () => {
    await meet(scene, { password: "secret" });
  });

  it("reaches a third page, and stays out of another room", async () => {
    const [one, two] = await meet(scene);
    const [stranger, three] = [await openDocument(scene), await openDocument(scene)];
    await share(stranger, { hub: scene.hub, room: "blue" });
    await share(three, { hub: scene.hub });
    await reads(three, "first", "second");
    await write(three, "third");
    await reads(one, "first", "second", "third");
    await reads(two, "first", "second", "third");
    await reads(stranger);
  });

  it("asks whether the hub is there while nothing happens, and is answered", async () => {
    const page = await openDocument(scene);
    const asked = page.waitForEvent("websocket");
    await page.clock.install();
    await share(page, { hub: scene.hub });
    const socket = await asked;
    const pong = socket.waitForEvent("framereceived", ({ payload }) => payload === '{"type":"pong"}');
    await page.waitForFunction(() => globalThis.provider.signalingConns[0]?.connected);
    await page.clock.fastForward(20_000);
    await pong;
  });
});
