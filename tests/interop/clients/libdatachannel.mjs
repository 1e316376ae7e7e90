// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The package node-datachannel: libdatachannel's own WebSocket and connections, outside any browser. They
// talk as libdatachannel's examples do: the path is who one is, `id` is whom one speaks to.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { PeerConnection, WebSocket, cleanup } from "node-datachannel";
import { PATIENCE } from "../support/browser.mjs";

const present = new Set();

/** Ends all of them; with one that is left the library's threads would keep the process from ending. */
export function closeNatives() {
  for (const native of present) native.close();
}

/** The same, and the library itself. */
export function endNatives() {
  closeNatives();
  cleanup();
}

/** Someone who is reachable as `id`, answers whoever calls, and says nothing before. */
export class Native extends EventEmitter {
  connections = new Map();
  /** What those that have been called and have not answered are yet to be told. */
  held = new Map();
  channels = [];
  socket = new WebSocket();

  static async open({ hub }, id) {
    const native = new Native();
    present.add(native);
    const opened = native.next("open");
    native.socket.onOpen(() => native.emit("open"));
    native.socket.onClosed(() => native.emit("closed"));
    native.socket.onMessage((text) => native.take(JSON.parse(text)));
    native.socket.open(`ws://127.0.0.1:${hub.port}/${id}`);
    await opened;
    return native;
  }

  /** The next event of this name; not for ever. */
  next(event) {
    return once(this, event, { signal: AbortSignal.timeout(PATIENCE) });
  }

  async call(id) {
    const up = this.next("channel");
    this.held.set(id, []);
    this.use(this.connectionWith(id).createDataChannel("chat"));
    await up;
  }

  say(text) {
    for (const channel of this.channels) channel.sendMessage(text);
  }

  close() {
    present.delete(this);
    for (const connection of this.connections.values()) connection.close();
    // A candidate that arrives later would end the process: the library throws where nobody can catch it.
    this.connections.clear();
    this.socket.close();
  }

  take({ id, type, description, candidate, mid }) {
    if (type === "candidate") this.connections.get(id)?.addRemoteCandidate(candidate, mid);
    else if (type === "offer") this.connectionWith(id).setRemoteDescription(description, type);
    else if (type === "answer") this.takeAnswer(id, description);
    else this.emit("other", { id, type });
  }

  takeAnswer(id, description) {
    this.connections.get(id)?.setRemoteDescription(description, "answer");
    for (const message of this.held.get(id) ?? []) this.tell(message);
    this.held.delete(id);
  }

  /**
   * A caller keeps its candidates back until it has the answer. Else the two may be connected so early that
   * DTLS verifies the other's certificate on one thread while another has not noted its fingerprint yet,
   * and fails (seen in libdatachannel 0.24 on a busy machine).
   */
  tellCandidate(message) {
    const held = this.held.get(message.id);
    if (held) held.push(message);
    else this.tell(message);
  }

  connectionWith(id) {
    const connection = new PeerConnection("interop", { iceServers: [] });
    this.connections.set(id, connection);
    connection.onLocalDescription((description, type) => this.tell({ id, type, description }));
    connection.onLocalCandidate((candidate, mid) => this.tellCandidate({ id, type: "candidate", candidate, mid }));
    connection.onDataChannel((channel) => this.use(channel));
    return connection;
  }

  tell(message) {
    this.socket.sendMessage(JSON.stringify(message));
  }

  use(channel) {
    const ready = () => {
      this.channels.push(channel);
      this.emit("channel");
    };
    channel.onMessage((text) => this.emit("heard", text));
    if (channel.isOpen()) ready();
    else channel.onOpen(ready);
  }
}

export async function meet(scene, [callee, caller] = ["aaaa", "bbbb"]) {
  const answerer = await Native.open(scene, callee);
  const offerer = await Native.open(scene, caller);
  const called = answerer.next("channel");
  await offerer.call(callee);
  await called;
  for (const [from, to] of [[offerer, answerer], [answerer, offerer]]) {
    const heard = to.next("heard");
    const text = randomUUID();
    from.say(text);
    assert.deepEqual(await heard, [text]);
  }
}
