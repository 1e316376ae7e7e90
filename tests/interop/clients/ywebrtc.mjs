// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The package y-webrtc, in pages. Each has a document of lines, which it shares.

import { importMap } from "../support/importmap.mjs";

const PACKAGES = ["yjs", "y-webrtc", "y-protocols", "lib0", "isomorphic.js"];

/** A page that has the packages. */
export async function openDocument({ open, other }) {
  other.add("ywebrtc.html", `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><title>y-webrtc</title>
<script src="npm/simple-peer/simplepeer.min.js"></script>
<script type="importmap">${await importMap(PACKAGES, { "simple-peer/simplepeer.min.js": "/simplepeer.js" })}</script>
</head>
<body></body>
</html>`);
  return open("ywebrtc.html");
}

/** Has the page share its document with all in the room. */
export async function share(page, { hub, room = "red", password = null }) {
  await page.evaluate(async ([signaling, name, secret]) => {
    const { Doc } = await import("yjs");
    const { WebrtcProvider } = await import("y-webrtc");
    const doc = new Doc();
    globalThis.lines = doc.getArray("lines");
    globalThis.provider = new WebrtcProvider(name, doc, {
      signaling: [signaling],
      password: secret,
      // A peer that is also heard on the broadcast channel is called all the same.
      filterBcConns: false,
      peerOpts: { config: { iceServers: [] } },
    });
  }, [`ws://127.0.0.1:${hub.port}`, room, password]);
}

export const write = (page, line) => page.evaluate((text) => globalThis.lines.push([text]), line);
export const reads = (page, ...lines) => page.waitForFunction((expected) =>
  JSON.stringify(globalThis.lines.toArray().sort()) === JSON.stringify(expected.sort()), lines);

export async function meet(scene, given = {}) {
  const one = await openDocument(scene);
  const two = await openDocument(scene);
  await share(one, { hub: scene.hub, ...given });
  await write(one, "first");
  await share(two, { hub: scene.hub, ...given });
  await reads(two, "first");
  await write(two, "second");
  await reads(one, "first", "second");
  return [one, two];
}
