// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Plays a conversation with the original server and writes down anew what the server says.
// README.md says how.

import { readFileSync, writeFileSync } from "node:fs";
import { WebSocket } from "ws";

const PATIENCE = 10_000;
const ROUNDS = 5;
/** What servers with several threads may need to say after they have answered a ping. */
const GRACE = 60;
/** What servers make up: UUIDs and ULIDs. */
const INVENTED = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26})$/;

const LINE = /^(?<side>original: |signalbox: )?(?<rest>.*)$/;
const ACTION = /^(scene: .*|open \S+ \S+|close \S+|get \S+|\S+ > .*)$/;
const HEARD = /^(?<who>\S+) (<( .*)?|closed .*)$|^got .*$/;

const pause = (time) => new Promise((done) => setTimeout(done, time));

/** One connection: what it was told, in order, and not yet written down. */
class Talker {
  constructor(url) {
    this.heard = [];
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    // What is JSON may end with a new line.
    this.socket.on("message", (data) => this.heard.push(`< ${data}`.replace(/\n+$/, "")));
    this.opened = new Promise((done, fail) => {
      this.socket.on("open", () => {
        // ws itself waits for the end of the TCP connection, which not every server brings about.
        this.socket._receiver.on("conclude", (code, reason) => this.#note(code, reason));
        done();
      });
      this.socket.on("error", fail);
    });
    this.ended = new Promise((done) => {
      this.socket.on("close", (code, reason) => {
        this.#note(code, reason);
        done();
      });
    });
  }

  #note(code, reason) {
    if (!this.leaving) this.heard.push(`closed ${code} ${reason}`.trimEnd());
    this.leaving = true;
  }

  /** Resolves when the server has read everything up to here. */
  async sync() {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    let heard;
    const pong = new Promise((done) => { heard = done; });
    this.socket.once("pong", heard);
    this.socket.ping();
    await Promise.race([pong, this.ended, pause(1000)]);
    this.socket.off("pong", heard);
  }

  async leave() {
    this.leaving = true;
    this.socket.close();
    await Promise.race([this.ended, pause(3000)]);
    this.socket.terminate();
  }
}

/** The values that the server made up, and their names. */
class Names {
  #names = new Map();
  #said = "";

  /** What a client says, with values in the place of names: what is in it was not made up. */
  say(text) {
    const spoken = this.spoken(text);
    this.#said += `${spoken}\n`;
    return spoken;
  }

  /** The text with names in the place of values. */
  written(who, text) {
    try {
      this.#find(who, "", JSON.parse(text));
    } catch {
      if (INVENTED.test(text)) this.#name(who, "value", text);
    }
    for (const [value, name] of this.#names) text = text.replaceAll(value, `{{${name}}}`);
    return text.replace(/[\u007f-\u009f]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
  }

  /** The text with values in the place of names. */
  spoken(text) {
    for (const [value, name] of this.#names) text = text.replaceAll(`{{${name}}}`, value);
    if (/\{\{[\w.-]+\}\}/.test(text)) throw new Error(`a name without a value: ${text}`);
    return text;
  }

  #find(who, key, value) {
    if (typeof value === "string" && INVENTED.test(value)) this.#name(who, key, value);
    if (value === null || typeof value !== "object") return;
    for (const [name, member] of Object.entries(value)) this.#find(who, name, member);
  }

  #name(who, key, value) {
    if (this.#names.has(value) || this.#said.includes(value)) return;
    const taken = new Set(this.#names.values());
    let name = `${who}-${key}`;
    for (let count = 2; taken.has(name); ++count) name = `${who}-${key}-${count}`;
    this.#names.set(value, name);
  }
}

/** Plays the lines one after the other; makes the new text. */
class Recorder {
  #talkers = new Map();
  #names = new Names();
  #answers = [];
  #written = [];

  constructor(port) {
    this.port = port;
  }

  async record(lines) {
    this.mount = lines.find((line) => line.startsWith("mount: "))?.slice("mount: ".length);
    for (let at = 0; at < lines.length;) {
      let end = at + 1;
      while (end < lines.length && !isAction(lines[end])) ++end;
      await this.#recordBlock(lines.slice(at, end));
      at = end;
    }
    await this.#endScene();
    return this.#written.join("\n");
  }

  /** An action and what follows it, up to the next. */
  async #recordBlock([first, ...others]) {
    const { side, rest } = LINE.exec(first).groups;
    if (isAction(first)) {
      this.skipping = rest.startsWith("scene: ") ? side === "signalbox: " : this.skipping;
      if (!this.skipping) await this.#act(rest);
    }
    this.#written.push(first);
    if (this.skipping || !isAction(first)) {
      this.#written.push(...others);
      return;
    }
    await this.#listen(others.filter(isHeard));
    const kept = [];
    for (const line of others) {
      if (!isHeard(line)) {
        kept.push(line);
      } else {
        const { side = "", rest } = LINE.exec(line).groups;
        const heard = this.#take(HEARD.exec(rest).groups.who);
        if (heard !== undefined) kept.push(side + heard);
      }
    }
    let blank = kept.length;
    while (blank > 0 && (kept[blank - 1] === "" || kept[blank - 1].startsWith("#"))) --blank;
    kept.splice(blank, 0, ...this.#takeAll());
    this.#written.push(...kept);
  }

  async #act(line) {
    const [verb, name, path] = line.split(" ");
    if (verb === "scene:") {
      await this.#endScene();
    } else if (verb === "open") {
      const talker = new Talker(`ws://127.0.0.1:${this.port}${this.#path(path)}`);
      this.#talkers.set(name, talker);
      await talker.opened;
    } else if (verb === "close") {
      await this.#talkers.get(name).leave();
      this.#talkers.delete(name);
    } else if (verb === "get") {
      const answer = await fetch(`http://127.0.0.1:${this.port}${this.#path(name)}`);
      this.#answers.push(`got ${answer.status} ${await answer.text()}`.trimEnd());
    } else {
      const text = line.slice(verb.length + " > ".length);
      this.#talkers.get(verb).socket.send(this.#names.say(text));
    }
  }

  /** The original knows nothing of the place that the hub gives it among the others. */
  #path(path) {
    const { mount } = this;
    const spoken = this.#names.spoken(path);
    return mount && spoken.startsWith(`${mount}/`) ? spoken.slice(mount.length) : spoken;
  }

  /** Waits for as much as came when this was recorded last, and for what comes at once. */
  async #listen(before) {
    const wanted = new Map();
    for (const line of before) {
      const { who } = HEARD.exec(LINE.exec(line).groups.rest).groups;
      if (who !== undefined) wanted.set(who, (wanted.get(who) ?? 0) + 1);
    }
    const isThere = ([who, count]) => (this.#talkers.get(who)?.heard.length ?? 0) >= count;
    for (const start = Date.now(); Date.now() - start < PATIENCE; await pause(10)) {
      if ([...wanted].every(isThere)) break;
    }
    for (let round = 0; round < ROUNDS; ++round) {
      for (const talker of this.#talkers.values()) await talker.sync();
    }
    await pause(GRACE);
  }

  /** The next that this one was told, as a line. */
  #take(who) {
    if (who === undefined) return this.#named("http", this.#answers.shift());
    const heard = this.#talkers.get(who)?.heard.shift();
    return heard && `${who} ${this.#named(who, heard)}`;
  }

  #takeAll() {
    const lines = this.#answers.splice(0).map((answer) => this.#named("http", answer));
    for (const who of this.#talkers.keys()) {
      for (let line = this.#take(who); line !== undefined; line = this.#take(who)) lines.push(line);
    }
    return lines;
  }

  #named(who, heard) {
    const [, verb, text] = /^(<|closed|got \d+)(?: (.*))?$/s.exec(heard ?? "") ?? [];
    if (text === undefined || verb === "closed") return heard;
    return `${verb} ${this.#names.written(who, text)}`;
  }

  async #endScene() {
    for (const talker of this.#talkers.values()) await talker.leave();
    this.#talkers.clear();
    this.#names = new Names();
    await pause(GRACE);
  }
}

function isAction(line) {
  const { side, rest } = LINE.exec(line).groups;
  return ACTION.test(rest) && (side !== "signalbox: " || rest.startsWith("scene: "));
}

function isHeard(line) {
  const { side, rest } = LINE.exec(line).groups;
  return side !== "signalbox: " && !line.startsWith("#") && HEARD.test(rest);
}

const [file, port] = process.argv.slice(2);
if (!port) throw new Error("usage: node record.mjs FILE PORT");
const lines = readFileSync(file, "utf8").split("\n");
writeFileSync(file, await new Recorder(Number(port)).record(lines));
process.exit(0); // whatever connections are kept alive
