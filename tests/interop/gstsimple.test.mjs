// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { connect, introduce, isClosed, isTold, meet, say } from "./clients/gstsimple.mjs";
import { setScene } from "./support/scene.mjs";

describe("A page that speaks to GStreamer's simple server", () => {
  const scene = setScene();

  it("talks with another in a session", () => meet(scene));

  it("is closed when the other one of its session leaves", async () => {
    const [caller, callee] = await meet(scene);
    await caller.close();
    await isClosed(callee);
  });

  it("that is slow to speak is greeted, passes that over, and is understood all the same", async () => {
    const page = await connect(scene);
    await page.waitForFunction(() => globalThis.facts().others.length > 0);
    await say(page, "HELLO 1001");
    await isTold(page, "HELLO");
  });

  it("is told that somebody is not there", async () => {
    const page = await introduce(scene, "1001");
    await say(page, "SESSION 1002");
    await isTold(page, "ERROR peer '1002' not found");
  });

  it("is closed with the reason when its id is taken", async () => {
    await introduce(scene, "1001");
    const second = await connect(scene);
    await say(second, "HELLO 1001");
    assert.deepEqual(await isClosed(second), [1002, "invalid peer uid"]);
  });

  it("exchanges messages in a room, and hears who comes and goes", async () => {
    const one = await introduce(scene, "1001");
    await say(one, "ROOM red");
    await isTold(one, "ROOM_OK ");
    const two = await introduce(scene, "1002");
    await say(two, "ROOM red");
    await isTold(two, "ROOM_OK 1001");
    await isTold(one, "ROOM_PEER_JOINED 1002");
    await say(one, "ROOM_PEER_MSG 1002 a message of some words");
    await isTold(two, "ROOM_PEER_MSG 1001 a message of some words");
    await say(one, "ROOM_PEER_MSG 1003 lost");
    await isTold(one, "ERROR peer '1003' not found");
    await two.close();
    await isTold(one, "ROOM_PEER_LEFT 1002");
  });
});
