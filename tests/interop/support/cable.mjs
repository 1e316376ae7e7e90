// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A cable to the hub that can be pulled out: both ends then see a connection that broke.

import { once } from "node:events";
import { connect, createServer } from "node:net";

/** A port of its own that leads to `port` of this machine. */
export async function layCable(port) {
  const ends = new Set();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [[near, far], [far, near]]) {
      ends.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        ends.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    socket: `ws://127.0.0.1:${server.address().port}/`,
    pull: () => ends.forEach((end) => end.resetAndDestroy()),
    stop: () => new Promise((done) => {
      server.close(done);
      ends.forEach((end) => end.destroy());
    }),
  };
}
