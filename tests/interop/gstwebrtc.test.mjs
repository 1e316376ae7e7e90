// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { consume, meet, openApi, produce, watches } from "./clients/gstwebrtc.mjs";
import { setScene } from "./support/scene.mjs";

describe("A page with gstwebrtc-api", () => {
  const scene = setScene();

  it("hears of a camera that comes after it, and receives its picture and sound", () => meet(scene));

  it("finds a camera that was there before it, and so does a third", async () => {
    const camera = await openApi(scene, "camera");
    await produce(camera);
    const viewers = [await openApi(scene, "viewer"), await openApi(scene, "other viewer")];
    for (const viewer of viewers) {
      await consume(viewer, "camera");
      await watches(viewer);
    }
  });

  it("is told when the camera has gone, and its session has ended", async () => {
    const viewer = await openApi(scene, "viewer");
    const camera = await openApi(scene, "camera");
    await produce(camera);
    await consume(viewer, "camera");
    await watches(viewer);
    await camera.close();
    await viewer.waitForFunction(() => globalThis.ended && globalThis.gone.length > 0);
    assert.deepEqual(await viewer.evaluate(() => globalThis.gone), ["camera"]);
    assert.deepEqual(await viewer.evaluate(() => globalThis.api.getAvailableProducers()), []);
  });
});
