// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// What every test of somebody else's client needs: a browser, a place to load the client from, and a hub.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { startBrowser } from "./browser.mjs";
import { startHub } from "./hub.mjs";
import { startOtherOrigin } from "./otherorigin.mjs";

/** Sets the scene for the suite that is being described; each test has a hub of its own. */
export function setScene() {
  const scene = {
    /** What the pages of a test may complain about. */
    expected: undefined,
    /** A page of the other origin, in a session of its own. */
    open: (name) => scene.browser.open(scene.other.page(name)),
  };

  before(async () => {
    scene.browser = await startBrowser();
    scene.other = await startOtherOrigin();
  });
  after(() => Promise.all([scene.browser.stop(), scene.other.stop()]));
  beforeEach(async () => {
    scene.expected = undefined;
    scene.hub = await startHub();
  });
  afterEach(async () => {
    const complaints = await scene.browser.closePages({ expected: scene.expected });
    await scene.hub.stop();
    assert.deepEqual(complaints, []);
  });
  return scene;
}
