// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The package p2pt, in pages: peers of a WebTorrent tracker's swarm.

import { talkBothWays } from "../support/talk.mjs";

/** A page that has announced itself; settles when the tracker has replied. */
export async function announce({ open, hub }, { path = "", swarm = "red" } = {}) {
  const page = await open("blank.html");
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
    // Asks again while nobody was met, as p2pt lets applications do: now and then the first attempt comes
    // to nothing, why is not known, and the client's next one of its own is two minutes away.
    setInterval(() => met.size > 0 || client.requestMorePeers(), 3000);
  }, [`ws://127.0.0.1:${hub.port}${path}`, swarm]);
  await page.waitForFunction(() => globalThis.replied);
  return page;
}

export async function meet(scene, given) {
  const pages = [await announce(scene, given), await announce(scene, given)];
  await talkBothWays(...pages);
  return pages;
}
