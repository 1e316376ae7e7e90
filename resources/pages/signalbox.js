// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

/**
 * The client of a Signalbox hub, as an ES module without dependencies.
 *
 *     import { Signalbox, Mesh } from "http://HUB:8080/signalbox.js";
 *
 *     const room = new Signalbox({ nick: "ann", room: "red" });
 *     const mesh = new Mesh(room);
 *     mesh.on("state", ({ link }) => console.log(link.nick, link.state));
 *     mesh.on("data", ({ link, data }) => console.log(link.nick, "says", data));
 *     mesh.send("hello");
 *
 * `Signalbox` is the place in a room of the hub: who is there, and messages among them. `Mesh` adds
 * one RTCPeerConnection with a data channel to everybody in the room, and media when you have some.
 * Either is an EventTarget; what an event tells stands in its `detail`, which `on()` hands over.
 *
 * What comes from other peers (nicks, messages, data) is whatever they chose to send: show it with
 * `textContent`, never as markup.
 */

/** What the hub takes at most as one message, in bytes. */
const MESSAGE_BYTES = 65_536;

/** A sender that is this far behind, in bytes, has to wait. */
const BUFFERED_BYTES = 1_048_576;

/** The pause before the first attempt to come back, doubled with each further one. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** A connection that lasted this long was a good one: pauses start from the beginning again. */
const STEADY_AFTER = 10_000;

const CAUSES = {
  1000: "closed",
  1001: "hub-stopped",
  1002: "not-text",
  1003: "not-text",
  1007: "not-text",
  1008: "not-text",
  1009: "too-large",
  4001: "kicked",
  4003: "banned",
  4008: "too-slow",
  4009: "taken-over",
  4013: "hub-full",
  4029: "too-fast",
  4040: "pin",
  4060: "silent",
};

/** After these, coming back by itself would be rude or useless. */
const FINAL_CAUSES = new Set(["closed", "kicked", "banned", "taken-over", "pin", "not-text", "too-large"]);

class Emitter extends EventTarget {
  /** As addEventListener, but the listener is given the event's `detail`. */
  on(type, listener, options) {
    this.addEventListener(type, (event) => listener(event.detail), options);
    return this;
  }
}

const tell = (target, type, detail) => target.dispatchEvent(new CustomEvent(type, { detail }));

/**
 * A place in a room of the hub. It connects and joins at once, and comes back when the connection is
 * lost.
 *
 * | event | detail | when |
 * | --- | --- | --- |
 * | `joined` | `{id, nick, room, peers, rejoined, resumed}` | you are in; `peers` replaces what you knew of the others |
 * | `peer` | `{id, nick}` | somebody arrived |
 * | `renamed` | `{id, nick, former}` | somebody changed their nick |
 * | `left` | `{id, nick}` | somebody is gone; you yourself after `leave()` |
 * | `message` | the message | somebody sent it; `senderId` and `userInfo` are the hub's word |
 * | `error` | `{code, message, ...}` | the hub refused something; the connection stays |
 * | `closed` | `{code, reason, cause, willReconnect, delay}` | the connection ended, or did not come up |
 * | `state` | `{state}` | `state` changed |
 *
 * `cause` is one of `closed` (by you), `kicked`, `banned`, `taken-over`, `pin`, `hub-stopped`, `hub-full`,
 * `too-fast`, `too-slow`, `silent`, `not-text`, `too-large`, `lost`, `unreachable`.
 */
export class Signalbox extends Emitter {
  #url;
  #wish;
  #id = "";
  #nick = "";
  #room = null;
  #peers = new Map();
  #iceServers = [];
  #state = "closed";
  #socket = null;
  #asked = false; // a join was sent over this connection, and no leave since
  #farewell = null;
  #token = ""; // with it this page is again who it was, after its connection broke
  #joinedAt = null;
  #wasLost = false;
  #attempts = 0;
  #timer = undefined;

  /**
   * @param {object} [options]
   * @param {string} [options.url] the hub; by default the one that this module came from
   * @param {string} [options.nick] how people know you
   * @param {string} [options.room] the room to enter; by default the default room
   * @param {string} [options.id] an id of your own, kept when the connection has to be made anew;
   *   without it the hub makes one up
   * @param {string} [options.pin] the hub's PIN, if it has one
   */
  constructor({ url = import.meta.url, nick = "", room = "", id, pin } = {}) {
    super();
    this.#url = socketUrl(url);
    this.#wish = { nick, room, id, pin, present: true };
    this.connect();
  }

  /** Your id in the hub, once joined. */
  get id() {
    return this.#id;
  }

  get nick() {
    return this.#nick;
  }

  /** The room that you are in; null while you are in none. */
  get room() {
    return this.#room;
  }

  /** The others in the room: a Map of `{id, nick}` by id. Look, but do not change it. */
  get peers() {
    return this.#peers;
  }

  /** The STUN and TURN servers that the hub's owner has set, as RTCPeerConnection takes them. */
  get iceServers() {
    return this.#iceServers;
  }

  /** `connecting`, `open` (not in a room), `joined`, `waiting` (to connect again) or `closed`. */
  get state() {
    return this.#state;
  }

  /** Enters a room, changes the nick, the room or the id, or says the PIN. What is left out stays as it is. */
  join(change = {}) {
    for (const key of ["nick", "room", "id", "pin"]) {
      if (change[key] !== undefined) this.#wish[key] = change[key];
    }
    this.#wish.present = true;
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    const { nick, room, id, pin } = this.#wish;
    const resume = (!this.#asked && this.#token) || undefined;
    this.#asked = true;
    this.#write({ type: "join", nick, room, id, pin: pin || undefined, resume });
  }

  /** Goes out of the room; the connection to the hub stays. */
  leave() {
    this.#wish.present = false;
    if (this.#asked) this.#write({ type: "leave" });
    this.#asked = false;
    if (this.#room === null) return;
    this.#room = null;
    this.#peers.clear();
    if (this.#state === "joined") this.#become("open");
    tell(this, "left", { id: this.#id, nick: this.#nick });
  }

  /**
   * Sends a message, an object with a `type` of your choice, to everybody in the room or to one peer.
   * @returns {boolean} whether it is on its way; false while you are not in a room
   */
  send(message, receiverId = undefined) {
    if (typeof message?.type !== "string") throw new TypeError("A message is an object with a type");
    if (this.#state !== "joined") return false;
    return this.#write(receiverId === undefined ? message : { ...message, receiverId });
  }

  /** Connects at once: after the end, or instead of waiting for the next attempt. */
  connect() {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#url);
    socket.onopen = () => {
      this.#become("open");
      if (this.#wish.present) this.join();
    };
    socket.onmessage = ({ data }) => this.#read(data);
    socket.onclose = (event) => this.#end(event);
    this.#socket = socket;
    this.#farewell = null;
    this.#become("connecting");
  }

  /** Ends the connection for good; `connect()` makes a new one. */
  close() {
    if (this.#state === "closed") return;
    const socket = this.#socket;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(1000);
    }
    this.#farewell = null;
    this.#token = "";
    this.#end({ code: 1000, reason: "" });
  }

  #become(state) {
    if (this.#state === state) return;
    this.#state = state;
    tell(this, "state", { state });
  }

  #write(message) {
    const text = JSON.stringify(message);
    if (new TextEncoder().encode(text).length > MESSAGE_BYTES) {
      throw new RangeError(`A message has at most ${MESSAGE_BYTES} bytes`);
    }
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    if (this.#socket.bufferedAmount > BUFFERED_BYTES) return false;
    this.#socket.send(text);
    return true;
  }

  #read(text) {
    const message = parse(text);
    switch (message?.type) {
      case "joined":
        return this.#enter(message);
      case "join":
        return this.#meet(message.userInfo);
      case "changed":
        return this.#rename(message.userInfo);
      case "leave":
        return this.#miss(message.userInfo);
      case "error":
        return tell(this, "error", message);
      case "kicked":
      case "banned":
        this.#farewell = { cause: message.type, reason: asText(message.reason) };
        return;
      case "server-stopping":
        this.#farewell = { cause: "hub-stopped", pause: asPause(message.reconnectAfterMs) };
        return;
      default:
        if (typeof message?.type === "string") tell(this, "message", message);
    }
  }

  #enter({ id, nick, room, peers, iceServers, resume, resumed }) {
    this.#token = asText(resume);
    if (!this.#wish.present) return; // the leave that was sent since is on its way
    const rejoined = this.#wasLost && room === this.#room;
    this.#wasLost = false;
    this.#joinedAt ??= Date.now();
    this.#id = asText(id);
    this.#nick = asText(nick);
    this.#room = asText(room);
    this.#iceServers = Array.isArray(iceServers) ? iceServers : [];
    this.#peers.clear();
    for (const peer of Array.isArray(peers) ? peers : []) {
      if (typeof peer?.id === "string") this.#peers.set(peer.id, { id: peer.id, nick: asText(peer.nick) });
    }
    this.#become("joined");
    tell(this, "joined", {
      id: this.#id,
      nick: this.#nick,
      room: this.#room,
      peers: [...this.#peers.values()],
      rejoined,
      resumed: resumed === true,
    });
    // Who comes back is where it was. What was wished for meanwhile is still to be done.
    const isElsewhere = (this.#wish.room ?? "") !== this.#room || (this.#wish.id && this.#wish.id !== this.#id);
    if (resumed === true && isElsewhere && this.#wish.present) this.join();
  }

  #meet(identity) {
    if (typeof identity?.id !== "string" || identity.id === this.#id) return;
    if (this.#peers.has(identity.id)) return this.#rename(identity);
    const peer = { id: identity.id, nick: asText(identity.nick) };
    this.#peers.set(peer.id, peer);
    tell(this, "peer", peer);
  }

  #rename(identity) {
    const peer = this.#peers.get(identity?.id);
    if (!peer || peer.nick === identity.nick) return;
    const former = peer.nick;
    peer.nick = asText(identity.nick);
    tell(this, "renamed", { ...peer, former });
  }

  #miss(identity) {
    if (typeof identity?.id !== "string") return;
    const peer = this.#peers.get(identity.id) ?? { id: identity.id, nick: asText(identity.nick) };
    this.#peers.delete(peer.id);
    tell(this, "left", peer);
  }

  #end({ code, reason }) {
    const reached = this.#state === "open" || this.#state === "joined";
    const farewell = this.#farewell;
    const cause = farewell?.cause ?? CAUSES[code] ?? (reached ? "lost" : "unreachable");
    const willReconnect = !FINAL_CAUSES.has(cause);
    if (this.#joinedAt && Date.now() - this.#joinedAt > STEADY_AFTER) this.#attempts = 0;
    this.#joinedAt = null;
    this.#asked = false;
    this.#socket = null;
    clearTimeout(this.#timer);

    let delay = null;
    if (willReconnect) {
      this.#wasLost ||= this.#state === "joined";
      delay = this.#pause(farewell?.pause);
      this.#timer = setTimeout(() => this.connect(), delay);
    } else {
      this.#wasLost = false;
      if (cause !== "pin") this.#token = "";
      this.#attempts = 0;
      this.#peers.clear();
      this.#room = null;
    }
    this.#become(willReconnect ? "waiting" : "closed");
    tell(this, "closed", { code, reason: farewell?.reason || reason, cause, willReconnect, delay });
  }

  /** Everybody loses the hub at the same moment: chance spreads their return. */
  #pause(asked) {
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempts++);
    return asked === undefined ? pause * (0.5 + Math.random() / 2) : asked + (Math.random() * pause) / 2;
  }
}

/** How often a link is mended before it counts as failed, and how long each attempt may take. */
const ATTEMPTS = 3;
const PATIENCE = 15_000;

/** The newcomer starts. When nothing comes of it for this long, the others do. */
const NEWCOMER_TIME = 5000;

/** Before a broken link is mended: its `leave` may be under way. */
const BREATH = 1000;

/** After the hub was away: how long a connected peer may take to find its way back too. */
const REUNION = 15_000;

/** What may wait for one link: messages not yet worked on, and candidates without a description. */
const WAITING_MESSAGES = 256;
const WAITING_CANDIDATES = 64;

const DESCRIPTIONS = new Set(["offer", "answer"]);
const CANDIDATES = new Set(["candidate", "icecandidate", "ice-candidate"]);

/**
 * The connection to one other peer: an RTCPeerConnection, negotiated through the hub with directed
 * messages, and a data channel on it. Either side may start, at the same moment too ("perfect
 * negotiation"): of two offers that cross, the polite side takes back its own. It belongs to a `Mesh`,
 * which tells its events.
 */
export class PeerLink extends Emitter {
  #room;
  #peer;
  #iceServers;
  #tracks;
  #state = "new";
  #connection = null;
  #channel = null;
  #started = false;
  #makingOffer = false;
  #ignoringOffer = false;
  #candidates = [];
  #work = Promise.resolve();
  #waiting = 0;
  #attempts = 0;
  #timer = undefined;

  /** @param {Map<MediaStreamTrack, MediaStream>} tracks what is to be sent; the mesh's own map */
  constructor(room, peer, { iceServers, tracks }) {
    super();
    this.#room = room;
    this.#peer = peer;
    this.#iceServers = iceServers;
    this.#tracks = tracks;
  }

  get id() {
    return this.#peer.id;
  }

  get nick() {
    return (this.#room.peers.get(this.id) ?? this.#peer).nick;
  }

  /** `connecting`, `connected`, `failed` (no way was found) or `closed` (gone). */
  get state() {
    return this.#state;
  }

  /** The RTCPeerConnection of the moment; a broken link gets another one. */
  get connection() {
    return this.#connection;
  }

  /** Starts, or starts anew. */
  start() {
    this.#attempts = 0;
    this.#begin(true);
    this.#mendIn(PATIENCE);
  }

  /**
   * The hub is back, and has not forgotten anybody: after what it kept meanwhile has been worked on, what
   * does not stand is mended. What this side said meanwhile is lost.
   */
  retry() {
    if (this.#state === "failed") {
      this.start();
      return;
    }
    this.#attempts = 0;
    this.#mendIn(BREATH);
  }

  /** Waits for the other side's offer, for a while. */
  expect() {
    this.#begin(false);
    this.#mendIn(NEWCOMER_TIME);
  }

  /** Sends text or bytes. @returns {boolean} whether it is on its way */
  send(data) {
    const channel = this.#channel;
    if (channel?.readyState !== "open" || channel.bufferedAmount > BUFFERED_BYTES) return false;
    try {
      channel.send(data);
      return true;
    } catch {
      return false; // the browser's own limits
    }
  }

  /** Takes an offer, an answer or a candidate that the hub relayed. They are worked on in order. */
  receive(message) {
    if (this.#waiting >= WAITING_MESSAGES) return;
    this.#waiting += 1;
    this.#work = this.#work
      .then(() => this.#take(message))
      .catch((error) => tell(this, "problem", { link: this, error }))
      .then(() => { this.#waiting -= 1; });
  }

  addTrack(track, stream) {
    if (this.#connection) carry(this.#connection, track, stream);
  }

  removeTrack(track) {
    for (const transceiver of this.#connection?.getTransceivers() ?? []) {
      if (transceiver.sender.track !== track) continue;
      transceiver.sender.replaceTrack(null);
      transceiver.direction = transceiver.direction === "sendrecv" ? "recvonly" : "inactive";
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#drop();
    this.#become("closed");
  }

  /** The side that gives way when two offers cross: both come to the same result. */
  get #polite() {
    return this.#room.id < this.id;
  }

  #become(state) {
    if (this.#state === state || this.#state === "closed") return;
    this.#state = state;
    tell(this, "state", { link: this, state });
  }

  #begin(start) {
    this.#drop();
    const connection = new RTCPeerConnection({ iceServers: this.#iceServers });
    connection.onnegotiationneeded = () => this.#started && this.#offer();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) this.#signal({ type: "candidate", candidate });
    };
    connection.onconnectionstatechange = () => this.#review();
    connection.ondatachannel = ({ channel }) => this.#adopt(channel);
    connection.ontrack = ({ track, streams }) => tell(this, "track", { link: this, track, streams });
    this.#connection = connection;
    this.#started = start;
    for (const [track, stream] of this.#tracks) carry(connection, track, stream);
    if (start) this.#adopt(connection.createDataChannel("signalbox"));
    this.#become("connecting");
  }

  #drop() {
    const connection = this.#connection;
    if (!connection) return;
    connection.onnegotiationneeded = connection.onicecandidate = connection.onconnectionstatechange = null;
    connection.ondatachannel = connection.ontrack = null;
    connection.close();
    this.#connection = this.#channel = null;
    this.#candidates = [];
    this.#makingOffer = this.#ignoringOffer = false;
  }

  /** Both sides may have opened a channel: each sends on its first one and listens to all. */
  #adopt(channel) {
    const connection = this.#connection;
    channel.binaryType = "arraybuffer";
    // A channel tells of its end even after its connection has been given up.
    channel.onopen = channel.onclose = () => connection === this.#connection && this.#review();
    channel.onmessage = ({ data }) => tell(this, "data", { link: this, data });
    this.#channel ??= channel;
    this.#review();
  }

  #signal(message) {
    this.#room.send(message, this.id);
  }

  async #offer() {
    const connection = this.#connection;
    try {
      this.#makingOffer = true;
      await connection.setLocalDescription();
      if (connection === this.#connection) this.#describe();
    } catch (error) {
      if (connection === this.#connection) tell(this, "problem", { link: this, error });
    } finally {
      if (connection === this.#connection) this.#makingOffer = false;
    }
  }

  #describe() {
    const { type, sdp } = this.#connection.localDescription;
    this.#signal({ type, sdp });
  }

  async #take(message) {
    if (!this.#connection) return;
    const key = DESCRIPTIONS.has(message.type) ? "sdp" : "candidate";
    const part = bearer(message, key);
    if (!part) return;
    if (key === "sdp") await this.#takeDescription(message.type, part.sdp);
    else await this.#takeCandidate(part);
  }

  async #takeDescription(type, sdp) {
    const collision = this.#makingOffer || this.#connection.signalingState !== "stable";
    this.#ignoringOffer = type === "offer" && collision && !this.#polite;
    if (this.#ignoringOffer) {
      // This side's own offer counts. In case it found nobody listening, it is made again soon.
      if (!this.#connection.remoteDescription) this.#mendIn(NEWCOMER_TIME);
      return;
    }
    if (type === "answer" && this.#connection.signalingState !== "have-local-offer") return;

    if (type === "offer" && collision && !this.#connection.remoteDescription) {
      // This side gives way. Nothing is agreed yet, so a fresh connection takes the offer: Chromium,
      // made to roll back an offer while it gathers candidates, at times never tells any afterwards.
      this.#begin(false);
    }

    const known = this.#connection.remoteDescription;
    if (known && sessionOf(known.sdp) !== sessionOf(sdp)) {
      // The other side has begun anew: what was agreed with its former connection is void.
      this.#begin(type === "answer");
      this.#mendIn(PATIENCE);
      if (type === "answer") return;
    }

    const connection = this.#connection;
    this.#started = true;
    await connection.setRemoteDescription({ type, sdp });
    for (const candidate of this.#candidates.splice(0)) {
      await connection.addIceCandidate(candidate).catch(() => {});
    }
    if (type === "offer") {
      await connection.setLocalDescription();
      if (connection === this.#connection) this.#describe();
    }
  }

  async #takeCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }) {
    const found = { candidate, sdpMid, sdpMLineIndex, usernameFragment };
    if (!this.#connection.remoteDescription) {
      if (this.#candidates.length < WAITING_CANDIDATES) this.#candidates.push(found);
      return;
    }
    await this.#connection.addIceCandidate(found).catch((error) => {
      if (!this.#ignoringOffer) throw error;
    });
  }

  #review() {
    const { connectionState, sctp } = this.#connection;
    const channelState = this.#channel?.readyState;
    if (connectionState === "connected" && (channelState === "open" || !sctp)) {
      clearTimeout(this.#timer);
      this.#attempts = 0;
      this.#become("connected");
      return;
    }
    const broken = connectionState === "failed" || connectionState === "closed" || channelState === "closed";
    if (this.#state === "connected" || (broken && this.#state === "connecting")) {
      this.#become("connecting");
      this.#mendIn(broken ? BREATH : PATIENCE);
    }
  }

  #mendIn(time) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#mend(), time);
  }

  /** First another way for the same connection (ICE restart), then another connection. */
  #mend() {
    this.#attempts += 1;
    if (this.#attempts > ATTEMPTS) {
      this.#become("failed");
      return;
    }
    const usable = this.#connection.remoteDescription && this.#channel?.readyState !== "closed"
      && this.#connection.connectionState !== "closed";
    if (this.#attempts === 1 && usable) this.#connection.restartIce();
    else this.#begin(true);
    this.#mendIn(PATIENCE);
  }
}

/**
 * A link to everybody in the room. The newcomer starts towards those who are there.
 *
 * | event | detail | when |
 * | --- | --- | --- |
 * | `state` | `{link, state}` | a link is `connecting` (the first time: it is new), `connected`, `failed`, `closed` |
 * | `data` | `{link, data}` | text or an ArrayBuffer came over a data channel |
 * | `track` | `{link, track, streams}` | the peer sends sound or a picture, as RTCPeerConnection's `track` |
 * | `problem` | `{link, error}` | something that the peer sent could not be used; for developers |
 *
 * Links live as long as their peer is in the room. They outlive a lost connection to the hub: the hub
 * knows who comes back soon, and after a restart of its own whoever asked for an id of their own.
 */
export class Mesh extends Emitter {
  #room;
  #iceServers;
  #most;
  #links = new Map();
  #tracks = new Map();
  #knownAs = "";
  #end = new AbortController();

  /**
   * @param {Signalbox} room
   * @param {object} [options]
   * @param {RTCIceServer[]} [options.iceServers] for peers that are not in the same network; by default
   *   those of the hub
   * @param {number} [options.most] how many links at most; each costs the browser a connection
   */
  constructor(room, { iceServers, most = 64 } = {}) {
    super();
    this.#room = room;
    this.#iceServers = iceServers;
    this.#most = most;
    const options = { signal: this.#end.signal };
    room.on("joined", (detail) => this.#reconcile(detail), options);
    room.on("peer", (peer) => this.#await(peer), options);
    room.on("left", ({ id }) => (id === room.id ? this.#closeAll() : this.#links.get(id)?.close()), options);
    room.on("closed", ({ willReconnect }) => willReconnect || this.#closeAll(), options);
    room.on("message", (message) => this.#receive(message), options);
    if (room.state === "joined") this.#reconcile({ peers: [...room.peers.values()] });
  }

  /** The links by the id of their peer. Look, but do not change it. */
  get links() {
    return this.#links;
  }

  /** Starts towards a peer at once; by itself only the newcomer does. */
  connect(peerId) {
    const peer = this.#room.peers.get(peerId);
    const link = this.#links.get(peerId) ?? (peer && this.#add(peer));
    link?.start();
    return link;
  }

  /** Sends to everybody who is connected. @returns {number} to how many */
  send(data) {
    let sent = 0;
    for (const link of this.#links.values()) sent += link.send(data);
    return sent;
  }

  /** Sends a camera's or a microphone's track to everybody, to those who come later too. */
  addTrack(track, stream) {
    if (this.#tracks.has(track)) return;
    this.#tracks.set(track, stream);
    for (const link of this.#links.values()) link.addTrack(track, stream);
  }

  removeTrack(track) {
    if (!this.#tracks.delete(track)) return;
    for (const link of this.#links.values()) link.removeTrack(track);
  }

  /** Ends every link; the place in the room stays. */
  close() {
    this.#end.abort();
    this.#closeAll();
  }

  #reconcile({ peers, rejoined, resumed }) {
    // The others know this side by its id: under another one nothing of the old holds.
    if (this.#room.id !== this.#knownAs) this.#closeAll();
    this.#knownAs = this.#room.id;
    const present = new Set(peers.map(({ id }) => id));
    for (const link of [...this.#links.values()]) {
      if (present.has(link.id)) continue;
      if (rejoined && !resumed && link.state === "connected") this.#parole(link);
      else link.close();
    }
    for (const peer of peers) {
      const link = this.#links.get(peer.id);
      if (!link) this.#add(peer)?.start();
      else if (rejoined && link.state !== "connected") resumed ? link.retry() : link.start();
    }
  }

  /** The hub was away for everybody: one who is still connected is only slower to come back. */
  #parole(link) {
    setTimeout(() => this.#room.peers.has(link.id) || link.close(), REUNION);
  }

  #await(peer) {
    const link = this.#links.get(peer.id);
    if (!link) this.#add(peer)?.expect();
    else if (link.state === "failed") link.start();
  }

  #add(peer) {
    if (this.#links.size >= this.#most) return undefined;
    const link = new PeerLink(this.#room, peer, {
      iceServers: this.#iceServers ?? this.#room.iceServers,
      tracks: this.#tracks,
    });
    for (const type of ["data", "track", "problem"]) link.on(type, (detail) => tell(this, type, detail));
    link.on("state", (detail) => {
      const stranger = !this.#room.peers.has(link.id) && this.#room.state === "joined";
      if (detail.state === "closed") this.#links.delete(link.id);
      tell(this, "state", detail);
      if (detail.state === "failed" && stranger) link.close();
    });
    this.#links.set(peer.id, link);
    return link;
  }

  /** An offer may also come from one who talks to the room without having joined it. */
  #receive(message) {
    const { type, senderId } = message;
    if (typeof senderId !== "string" || senderId === this.#room.id) return;
    if (!DESCRIPTIONS.has(type) && !CANDIDATES.has(type)) return;
    let link = this.#links.get(senderId);
    if (!link && type === "offer") {
      link = this.#add(this.#room.peers.get(senderId) ?? { id: senderId, nick: asText(message.userInfo?.nick) });
      link?.expect();
    }
    link?.receive(message);
  }

  #closeAll() {
    for (const link of [...this.#links.values()]) link.close();
  }
}

function socketUrl(url) {
  const found = new URL(url);
  if (found.protocol === "http:" || found.protocol === "https:") {
    // From a page or this module: the hub is the server that it came from.
    return new URL("/", found.href.replace(/^http/, "ws")).href;
  }
  found.hash = "";
  return found.href;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const asText = (value) => (typeof value === "string" ? value : "");

const asPause = (value) => (Number.isFinite(value) ? Math.min(Math.max(value, 0), 60_000) : undefined);

/**
 * The object that carries a description's or a candidate's text. This client puts the SDP on top of
 * the message; others put it into an object of its own, into `payload` or into `data`.
 */
function bearer(message, key) {
  const places = [message, message[key], message.payload, message.payload?.[key], message.data, message.data?.[key]];
  return places.find((place) => typeof place?.[key] === "string");
}

/** The SDP's `o=` line names the RTCPeerConnection that wrote it (RFC 9429, section 5.2.1). */
const sessionOf = (sdp) => /^o=\S+ (\S+)/m.exec(sdp)?.[1];

/** Puts a track on a connection, on a transceiver that has fallen idle where there is one. */
function carry(connection, track, stream) {
  const idle = connection.getTransceivers().find(({ sender, receiver, currentDirection }) =>
    currentDirection !== "stopped" && !sender.track && receiver.track.kind === track.kind);
  if (!idle) {
    connection.addTrack(track, stream);
    return;
  }
  idle.sender.setStreams(stream);
  idle.sender.replaceTrack(track);
  idle.direction = "sendrecv";
}
