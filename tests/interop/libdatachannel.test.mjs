// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, describe, it } from "node:test";
import { Native, closeNatives, endNatives, meet } from "./clients/libdatachannel.mjs";
import { startHub } from "./support/hub.mjs";

describe("A native program with libdatachannel", () => {
  const scene = {};

  beforeEach(async () => {
    scene.hub = await startHub();
  });
  afterEach(async () => {
    closeNatives();
    await scene.hub.stop();
  });
  after(endNatives);

  const open = (id) => Native.open(scene, id);

  it("calls one that has said nothing, and they talk over a data channel, both ways", () => meet(scene));

  it("is heard under the id of its path whatever type its message has", async () => {
    const streamer = await open("server");
    const viewer = await open("abcd");
    const asked = streamer.next("other");
    viewer.tell({ id: "server", type: "request" });
    assert.deepEqual(await asked, [{ id: "abcd", type: "request" }]);
  });

  it("that takes over an id in use is the one that is reached, also when the former owner has left", async () => {
    const former = await open("server");
    const present = await open("server");
    former.on("other", () => assert.fail("The former owner was reached"));
    const viewer = await open("abcd");
    const isReached = async () => {
      const asked = present.next("other");
      viewer.tell({ id: "server", type: "request" });
      assert.deepEqual(await asked, [{ id: "abcd", type: "request" }]);
    };
    await isReached();
    // Nobody connects from here on: the library takes the end of one socket for that of the next one with
    // its number.
    former.close();
    await scene.hub.logged(({ kind, id }) => kind === "departed" && id === "server");
    await isReached();
  });
});
