// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import * as ayame from "./clients/ayame.mjs";
import * as gstsimple from "./clients/gstsimple.mjs";
import * as gstwebrtc from "./clients/gstwebrtc.mjs";
import * as libdatachannel from "./clients/libdatachannel.mjs";
import * as matchbox from "./clients/matchbox.mjs";
import * as p2pt from "./clients/p2pt.mjs";
import * as peerjs from "./clients/peerjs.mjs";
import * as ywebrtc from "./clients/ywebrtc.mjs";
import { addressOf, hears, say, sees } from "./support/joinpage.mjs";
import { setScene } from "./support/scene.mjs";

/** One name for rooms, swarms, topics and ids alike: nobody meets another dialect's by accident. */
const NAME = "meet";

const MEETINGS = {
  "the join page": async ({ browser, hub }) => {
    const pages = [];
    for (const nick of ["ann", "bob"]) pages.push(await browser.open(addressOf(hub.page, { nick, room: NAME })));
    const [ann, bob] = pages;
    await Promise.all([sees(ann, "bob"), sees(bob, "ann")]);
    await say(ann, "hello");
    await hears(bob, "ann", "hello");
  },
  PeerJS: (scene) => peerjs.meet(scene, NAME),
  "y-webrtc": (scene) => ywebrtc.meet(scene, { room: NAME }),
  "gstwebrtc-api": (scene) => gstwebrtc.meet(scene),
  "GStreamer's simple server": (scene) => gstsimple.meet(scene),
  Ayame: (scene) => ayame.meet(scene, { room: NAME }),
  WebTorrent: (scene) => p2pt.meet(scene, { swarm: NAME }),
  libdatachannel: (scene) => libdatachannel.meet(scene, [NAME, "call"]),
  "matchbox in pairs": (scene) => matchbox.meet(scene, `${NAME}?next=2`),
  "matchbox in a room": (scene) => matchbox.meet(scene, "hello"),
};

describe("One hub on one port", () => {
  const scene = setScene();
  after(libdatachannel.endNatives);

  it("brings together those of each dialect while all the others stay", async () => {
    const lost = [];
    const watched = {
      ...scene,
      open: async (name) => {
        const page = await scene.open(name);
        page.on("websocket", (socket) => socket.on("close", () => lost.push(`${name} ${socket.url()}`)));
        return page;
      },
    };
    // One after another, for eighteen pages that start at once are more than a small machine can bear.
    for (const [name, meet] of Object.entries(MEETINGS)) {
      await meet(watched).catch((cause) => { throw new Error(`${name}: ${cause.message}`, { cause }); });
    }
    assert.deepEqual(lost, []);
  });
});
