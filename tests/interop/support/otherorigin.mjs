// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A web server that is not the hub: what others have written talks to the hub from here.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8" };

export async function startOtherOrigin() {
  const added = new Map();
  const server = createServer(async (request, response) => {
    const name = /^\/(\w+\.(html|js))$/.exec(new URL(request.url, "http://localhost").pathname);
    if (!name) {
      response.writeHead(204).end();
      return;
    }
    const body = added.get(name[1]) ?? await readFile(new URL(`../pages/${name[1]}`, import.meta.url));
    response.writeHead(200, { "Content-Type": TYPES[name[2]] }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    page: (name) => `http://localhost:${server.address().port}/${name}`,
    /** Serves a page that is in no file. */
    add: (name, body) => added.set(name, body),
    stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}
