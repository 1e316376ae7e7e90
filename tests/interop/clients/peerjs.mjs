// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The package peerjs, in pages.

import { talkBothWays } from "../support/talk.mjs";

/** A page with a peer; without an `id` the hub is asked for one. Settles when the hub has taken or refused it. */
export async function openPeer({ open, hub }, id) {
  const page = await open("peerjs.html");
  await page.evaluate(([wanted, port]) => {
    const given = { host: "127.0.0.1", port, path: "/", config: { iceServers: [] } };
    const peer = wanted === undefined ? new globalThis.Peer(given) : new globalThis.Peer(wanted, given);
    const heard = [];
    const faults = [];
    const streams = [];
    const use = (connection) => {
      connection.on("data", (data) => heard.push(data));
      connection.on("open", () => { globalThis.talk = (text) => connection.send(text); });
    };
    peer.on("connection", use);
    peer.on("call", async (call) => {
      call.on("stream", (stream) => streams.push(stream));
      call.answer(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
    });
    Object.assign(globalThis, { peer, heard, faults, streams });
    globalThis.dial = (other) => use(peer.connect(other));
    peer.on("error", ({ type }) => faults.push(type));
  }, [id, hub.port]);
  await page.waitForFunction(() => globalThis.peer.open || globalThis.faults.length > 0);
  return page;
}

export const idOf = (page) => page.evaluate(() => globalThis.peer.id);
export const dial = (page, id) => page.evaluate((other) => globalThis.dial(other), id);

export async function meet(scene, id = "two") {
  const one = await openPeer(scene);
  const two = await openPeer(scene, id);
  await dial(one, id);
  await talkBothWays(one, two);
}
