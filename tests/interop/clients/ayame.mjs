// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The package @open-ayame/ayame-web-sdk, in pages.

import { talkBothWays } from "../support/talk.mjs";

/** A page that wants to be in the room; settles when the hub has accepted or refused it. */
export async function register({ open, hub }, { room = "red", standalone = false } = {}) {
  const page = await open("blank.html");
  await page.evaluate(async ([url, name, alone]) => {
    const { createConnection, defaultOptions } = await import("/npm/@open-ayame/ayame-web-sdk/dist/ayame.mjs");
    const connection = createConnection(url, name, { ...defaultOptions, iceServers: [], standalone: alone });
    const heard = [];
    const told = [];
    const use = (channel) => {
      channel.addEventListener("message", ({ data }) => heard.push(data));
      const ready = () => { globalThis.talk = (text) => channel.send(text); };
      if (channel.readyState === "open") ready();
      else channel.addEventListener("open", ready);
    };
    Object.assign(globalThis, { connection, heard, told });
    // It is the second in the room that makes the offer, and with it the channel; for the first there is none yet.
    connection.on("open", async () => {
      const channel = await connection.createDataChannel("chat");
      if (channel) use(channel);
    });
    connection.on("datachannel", use);
    connection.on("bye", () => told.push("bye"));
    connection.on("disconnect", ({ reason }) => told.push(reason));
    connection.connect(null).catch((refusal) => told.push(refusal)).then(() => { globalThis.settled = true; });
  }, [`ws://127.0.0.1:${hub.port}/signaling`, room, standalone]);
  await page.waitForFunction(() => globalThis.settled);
  return page;
}

export async function meet(scene, given) {
  const pages = [await register(scene, given), await register(scene, given)];
  await talkBothWays(...pages);
  return pages;
}
