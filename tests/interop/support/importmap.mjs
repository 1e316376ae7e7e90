// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Lets a page import npm packages by their names, unbundled.

import { readFile } from "node:fs/promises";

/** The text of an import map with all that these packages offer to a browser. */
export async function importMap(names, others = {}) {
  const imports = { ...others };
  for (const name of names) {
    const { exports } = JSON.parse(await readFile(new URL(`../node_modules/${name}/package.json`, import.meta.url), "utf8"));
    const all = Object.keys(exports).some((key) => key.startsWith(".")) ? exports : { ".": exports };
    for (const [subpath, target] of Object.entries(all)) {
      const file = forBrowser(target);
      if (/\.m?js$/.test(file)) imports[name + subpath.slice(1)] = `/npm/${name}/${file.replace("./", "")}`;
    }
  }
  return JSON.stringify({ imports });
}

/** The file that a bundler for browsers would take. */
const forBrowser = (target) => (typeof target === "string"
  ? target
  : forBrowser(target.browser ?? target.module ?? target.import ?? target.default));
