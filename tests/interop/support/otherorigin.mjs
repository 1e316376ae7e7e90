// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A web server that is not the hub: what others have written talks to the hub from here.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
};

export async function startOtherOrigin() {
  const added = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const found = /^\/(npm\/[\w@./-]+|\w+)\.(html|m?js)$/.exec(pathname);
    if (!found) {
      response.writeHead(204).end();
      return;
    }
    const body = added.get(pathname.slice(1)) ?? await readFile(fileOf(pathname));
    response.writeHead(200, { "Content-Type": TYPES[found[2]] }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    page: (name, host = "localhost") => `http://${host}:${server.address().port}/${name}`,
    /** Serves a page that is in no file. */
    add: (name, body) => added.set(name, body),
    stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

/** What npm has installed lies under /npm/, as it is in its package. */
function fileOf(pathname) {
  const [, packaged] = /^\/npm\/(.*)$/.exec(pathname) ?? [];
  return new URL(packaged ? `../node_modules/${packaged}` : `../pages${pathname}`, import.meta.url);
}
