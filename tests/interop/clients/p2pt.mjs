// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The package p2pt, in pages: peers of a WebTorrent tracker's swarm.

import { talkBothWays } from "../support/talk.mjs";

/** A page that has announced itself; settles when the tracker has replied. */
export async function announce({ open, hub }, { path = "", swarm = "red", slow = false } = {}) {
  const page = await open("blank.html");
  if (slow) await holdOffers(page);
  await page.evaluate(async ([url, name]) => {
    const { default: P2PT } = await import("/npm/p2pt/dist/p2pt.js");
    const client = new P2PT([url], name);
    const heard = [];
    const met = new Map();
    Object.assign(globalThis, { client, heard, met });
    client.on("msg", (peer, text) => heard.push(text));
    client.on("peerconnect", (peer) => {
      met.set(peer.id, peer);
      globalThis.talk = (text) => { for (const other of met.values()) client.send(other, text); };
    });
    client.on("trackerconnect", () => { globalThis.replied = true; });
    client.start();
  }, [`ws://127.0.0.1:${hub.port}${path}`, swarm]);
  await page.waitForFunction(() => globalThis.replied);
  return page;
}

/** Lets the client make its offers, and so speak, only after the hub has lost patience and spoken first. */
async function holdOffers(page) {
  await page.evaluate(() => {
    const spoken = new Promise((done) => { globalThis.speak = done; });
    const createOffer = RTCPeerConnection.prototype.createOffer;
    RTCPeerConnection.prototype.createOffer = async function (...given) {
      await spoken;
      return createOffer.apply(this, given);
    };
  });
  page.once("websocket", (socket) => socket.once("framereceived", () => page.evaluate(() => globalThis.speak())));
}

export async function meet(scene, given) {
  const pages = [await announce(scene, given), await announce(scene, given)];
  await talkBothWays(...pages);
  return pages;
}
