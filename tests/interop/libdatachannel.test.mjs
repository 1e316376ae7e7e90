// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, describe, it } from "node:test";
import { cleanup } from "node-datachannel";
import { Native, meet } from "./clients/libdatachannel.mjs";
import { startHub } from "./support/hub.mjs";

describe("A native program with libdatachannel", () => {
  const scene = {};
  let natives;

  beforeEach(async () => {
    natives = [];
    scene.hub = await startHub();
  });
  afterEach(async () => {
    for (const native of natives) native.close();
    await scene.hub.stop();
  });
  after(cleanup);

  const open = async (id) => {
    const native = await Native.open(scene, id);
    natives.push(native);
    return native;
  };

  it("calls one that has said nothing, and they talk over a data channel, both ways", async () => {
    natives = await meet(scene);
  });

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
    const isReachedBy = async (id) => {
      const viewer = await open(id);
      const asked = present.next("other");
      viewer.tell({ id: "server", type: "request" });
      assert.deepEqual(await asked, [{ id, type: "request" }]);
    };
    await isReachedBy("abcd");
    const closed = former.next("closed");
    former.close();
    await closed;
    await isReachedBy("efgh");
  });
});
