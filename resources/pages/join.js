// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The join page: a room of the hub, its people, a chat over a data channel with each of them, and
// cameras and microphones where the browser hands them out. Everything that comes from the network is
// shown as text, cut to a length, and isolated from the direction of the text around it.

import { Mesh, Signalbox } from "./signalbox.js";
import { WORDS } from "./words.js";

const NICK_CHARACTERS = 32;
const NAME_BYTES = 128;
const TEXT_CHARACTERS = 4000;
const LOG_LINES = 500;

/** A peer may say this much at once, and then this much a second; the rest is left out. */
const TALK_BURST = 20;
const TALK_RATE = 5;

/** The hub's errors come as often as what causes them; each is shown this seldom. */
const TELL_AGAIN = 30_000;

/** Arrivals and departures within this time are told in one line. */
const GATHER_TIME = 600;

const part = Object.fromEntries([...document.querySelectorAll("[id]")].map((element) => [element.id, element]));

let language = "en";
let room = null;
let mesh = null;
let roomName = "";
let following = true; // the log shows its end
let ending = null; // the last `closed` of the hub, until joined again
let asking = ""; // what the hub said of the PIN, as long as it wants one
let pin = ""; // as it was last given, by the link or by hand
const told = new Map(); // when which of the hub's errors was shown
const talk = new Map(); // who said how much, by peer id
const news = { came: new Map(), gone: new Map(), timer: undefined };
const tiles = new Map(); // the pictures, by peer id; one's own under ""
const own = { stream: null, camera: null, microphone: null };

// Words

const word = (key) => WORDS[language][key] ?? key;

/** A sentence as nodes: what stands for {name} is inserted as isolated text, or as the nodes given. */
function phrase(key, values = {}) {
  const sentence = document.createDocumentFragment();
  for (const piece of word(key).split(/(\{\w+\})/)) {
    const value = /^\{\w+\}$/.test(piece) ? values[piece.slice(1, -1)] : piece;
    sentence.append(value instanceof Node || value === piece ? value : isolated(value));
  }
  return sentence;
}

function isolated(text) {
  const element = document.createElement("bdi");
  element.textContent = String(text);
  return element;
}

/** "ann, bob and 3 more" */
function enumeration(names, most = 5) {
  const items = names.slice(0, most).map(isolated);
  if (names.length > most) items.push(phrase("andMore", { count: names.length - most }));
  const list = document.createDocumentFragment();
  const pattern = new Intl.ListFormat(language, { type: "conjunction" });
  for (const { type, value } of pattern.formatToParts(items.map((_, index) => String(index)))) {
    list.append(type === "element" ? items[Number(value)] : value);
  }
  return list;
}

const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text of others without what would disturb the text around it. */
function tamed(text) {
  return String(text)
    .slice(0, TEXT_CHARACTERS)
    .replace(BIDI_CONTROLS, "")
    .replace(/[\u2028\u2029]|\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "\ufffd")
    .replace(/(\p{M}{4})\p{M}+/gu, "$1");
}

const oneLine = (text, most) => characters(tamed(text).replace(/\s+/g, " ").trim()).slice(0, most).join("");

function characters(text) {
  if (!Intl.Segmenter) return [...text];
  return Array.from(new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text), ({ segment }) => segment);
}

const bytes = (text) => new TextEncoder().encode(text).length;

/** A peer as people see it; of two with the same nick, with a piece of the id. */
function nameOf({ id, nick }) {
  const name = oneLine(nick, NICK_CHARACTERS) || word("nameless");
  const folded = name.toLowerCase();
  const everyone = [{ id: room?.id, nick: room?.nick ?? "" }, ...(room?.peers.values() ?? [])];
  const another = everyone.some((peer) =>
    peer.id !== id && (oneLine(peer.nick, NICK_CHARACTERS) || word("nameless")).toLowerCase() === folded);
  return another ? `${name} · ${oneLine(id, 5)}` : name;
}

// Coming in and going out

function enter(event) {
  event.preventDefault();
  const nick = part.nick.value.trim();
  const name = part.room.value.trim();
  const nickFault = faultOfNick(nick);
  const roomFault = faultOfBytes(name);
  showFault(part.nick, part["nick-error"], nickFault);
  showFault(part.room, part["room-error"], roomFault);
  if (nickFault || roomFault) {
    (nickFault ? part.nick : part.room).focus();
    return;
  }
  keep("signalbox.nick", nick);
  openRoom(nick, name);
  part["place-title"].focus();
}

function faultOfNick(nick) {
  if (!nick) return { key: "nickMissing" };
  const count = characters(nick).length;
  if (count > NICK_CHARACTERS) return { key: "nickLong", count };
  return faultOfBytes(nick);
}

const faultOfBytes = (text) => (bytes(text) > NAME_BYTES ? { key: "bytesLong", count: bytes(text) } : null);

function showFault(input, place, fault) {
  input.setAttribute("aria-invalid", String(Boolean(fault)));
  place.replaceChildren(fault ? phrase(fault.key, fault) : "");
}

function openRoom(nick, name) {
  ending = null;
  asking = "";
  told.clear();
  roomName = name;
  // An id of its own lets this page be recognised, and its connections live on, when the hub restarts.
  room = new Signalbox({ nick, room: name, id: makeId(), pin });
  room.on("state", render);
  room.on("joined", onJoined);
  room.on("peer", (peer) => gather("came", peer));
  room.on("left", onLeft);
  room.on("renamed", onRenamed);
  room.on("error", onError);
  room.on("closed", onClosed);
  if (globalThis.RTCPeerConnection) {
    mesh = new Mesh(room);
    mesh.on("state", onLink);
    mesh.on("data", onData);
    mesh.on("track", onTrack);
  }
  showFragment(nick, name);
  render();
}

function makeId() {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % letters.length]).join("");
}

function leave() {
  room.close();
  mesh?.close();
  room = mesh = ending = null;
  for (const kind of ["camera", "microphone"]) stop(kind);
  clearTimeout(news.timer);
  news.came.clear();
  news.gone.clear();
  talk.clear();
  part.log.replaceChildren();
  following = true;
  part.sent.textContent = "";
  showInvitation(false);
  render();
  part.nick.focus();
}

function onJoined({ peers, rejoined }) {
  ending = null;
  if (asking) part.text.focus();
  asking = "";
  keep("signalbox.pin", pin, "session");
  if (!rejoined) {
    const names = peers.map(nameOf);
    write(names.length ? phrase("youMeet", { names: enumeration(names) }) : phrase("youAreIn"));
  }
  render();
}

function onLeft(peer) {
  talk.delete(peer.id);
  if (peer.id !== room.id) gather("gone", peer);
}

function onRenamed({ id, nick, former }) {
  write(phrase("renamed", { former: nameOf({ id: "", nick: former }), name: nameOf({ id, nick }) }));
  render();
}

function onError({ code }) {
  // This page's id belongs to somebody else: then one that the hub makes up.
  if (code === "id-taken") room.join({ id: null });
  else if (PIN_CODES.has(code)) ask(code);
  else if (WAITING_CODES.has(code)) waitOutside(code);
  else if (code !== "unknown-receiver") tellError(code);
}

const PIN_CODES = new Set(["pin-required", "wrong-pin", "pin-locked"]);

/** The connection stays: put out, the hub ends it when the owner lets this device in again. */
const WAITING_CODES = new Set(["put-out", "room-full", "too-many-rooms"]);

function waitOutside(cause) {
  ending = { cause, willReconnect: true };
  render();
}

function tellError(code) {
  const now = performance.now();
  if (now - (told.get(code) ?? -Infinity) < TELL_AGAIN) return;
  told.set(code, now);
  const known = WORDS[language][`error-${code}`];
  write(known ? phrase(`error-${code}`) : phrase("hubError", { code: oneLine(code, 40) }));
}

function ask(code) {
  const isNew = !asking;
  asking = code;
  ending = null;
  render();
  if (isNew) part.pin.value = spaced(pin);
  part.pin.focus();
  part.pin.select();
}

function answer(event) {
  event.preventDefault();
  const digits = digitsOf(part.pin.value);
  if (digits.length !== 6) {
    setText(part["pin-text"], word("pinShape"));
    part.pin.focus();
    return;
  }
  pin = digits;
  ending = null;
  room.join({ pin });
  room.connect(); // the hub has not waited for it
}

const digitsOf = (text) => String(text).normalize("NFKC").replace(/[^0-9]/g, "").slice(0, 6);

/** In two groups, as people read it out. */
const spaced = (digits) => digits.replace(/^(\d{3})(?=\d)/, "$1 ");

function onClosed(closed) {
  if (closed.cause === "closed") return;
  const wasCalm = ending?.willReconnect;
  ending = closed;
  if (!closed.willReconnect) for (const kind of ["camera", "microphone"]) stop(kind);
  render();
  if (!closed.willReconnect && !wasCalm) part.again.focus({ preventScroll: true });
}

function again() {
  if (room.state === "open") room.join();
  else room.connect();
  part["place-title"].focus();
}

/** A class that comes in at once makes one line, not thirty. */
function gather(kind, peer) {
  const other = kind === "came" ? news.gone : news.came;
  if (!other.delete(peer.id)) news[kind].set(peer.id, nameOf(peer));
  clearTimeout(news.timer);
  news.timer = setTimeout(tellNews, GATHER_TIME);
  render();
}

function tellNews() {
  for (const [kind, key] of [["came", "cameIn"], ["gone", "wentOut"]]) {
    const names = [...news[kind].values()];
    news[kind].clear();
    if (names.length) write(phrase(key, { names: enumeration(names) }));
  }
}

// People

function renderPeople() {
  const everyone = [...room.peers.values()];
  const self = room.id && room.state !== "closed" ? [row({ id: room.id, nick: room.nick }, true)] : [];
  part["people-count"].textContent = String(self.length + everyone.length);
  part.people.replaceChildren(...self, ...everyone.map((peer) => row(peer, false)));
}

function row(peer, isSelf) {
  const item = document.createElement("li");
  const who = document.createElement("span");
  who.className = "who";
  who.append(isolated(nameOf(peer)));
  item.append(who);
  if (isSelf) {
    const mark = document.createElement("span");
    mark.className = "mark";
    mark.textContent = ` ${word("you")}`;
    who.append(mark);
    return item;
  }
  const state = mesh?.links.get(peer.id)?.state ?? "none";
  const label = document.createElement("span");
  label.className = "state";
  label.dataset.state = state;
  label.textContent = mesh ? word(`link-${state}`) : "";
  item.append(label);
  if (state === "failed") {
    const why = document.createElement("span");
    why.className = "why";
    why.textContent = word("whyFailed");
    item.append(why);
  }
  return item;
}

function onLink({ link, state }) {
  if (state === "closed") removeTile(link.id);
  render();
}

// Chat

function say(event) {
  event?.preventDefault();
  const text = part.text.value.trim();
  if (!text || part.text.disabled) return;
  const count = room.peers.size;
  const sent = mesh?.send(text) ?? 0;
  if (sent === 0) {
    part.sent.replaceChildren(phrase("notSent"));
    return;
  }
  part.sent.replaceChildren(sent < count ? phrase("sentSome", { sent, count }) : "");
  part.text.value = "";
  writeMessage(nameOf({ id: room.id, nick: room.nick }), text, true);
  part.text.focus();
}

function onData({ link, data }) {
  if (typeof data !== "string" || !mayTalk(link)) return;
  const text = tamed(data).trim();
  if (text) writeMessage(nameOf(link), text, false);
}

function mayTalk(link) {
  const at = performance.now();
  const account = talk.get(link.id) ?? { left: TALK_BURST, at, told: false };
  talk.set(link.id, account);
  account.left = Math.min(TALK_BURST, account.left + ((at - account.at) / 1000) * TALK_RATE);
  account.at = at;
  if (account.left >= 1) {
    account.left -= 1;
    account.told &&= account.left < TALK_BURST / 2;
    return true;
  }
  if (!account.told) write(phrase("tooMuch", { name: nameOf(link) }));
  account.told = true;
  return false;
}

function writeMessage(name, text, isOwn) {
  const line = document.createElement("div");
  line.className = isOwn ? "line own" : "line";
  const meta = document.createElement("div");
  meta.className = "meta";
  const time = document.createElement("time");
  const moment = new Date();
  time.dateTime = moment.toISOString();
  time.textContent = moment.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  meta.append(isolated(name), time);
  const body = document.createElement("div");
  body.className = "text";
  body.dir = "auto";
  body.textContent = text;
  line.append(meta, body);
  append(line);
}

function write(sentence) {
  const line = document.createElement("p");
  line.className = "event";
  line.append(sentence);
  append(line);
}

function append(line) {
  part.log.append(line);
  while (part.log.childElementCount > LOG_LINES) part.log.firstElementChild.remove();
  follow();
}

/** The newest line stays in view, unless somebody is reading further up. */
function follow() {
  if (following) part.log.scrollTop = part.log.scrollHeight;
}

function noticeReading() {
  following = part.log.scrollHeight - part.log.scrollTop - part.log.clientHeight < 40;
}

// Cameras and microphones

const DEVICES = { camera: "video", microphone: "audio" };

async function toggle(kind) {
  if (own[kind]) {
    stop(kind);
    return;
  }
  part[kind].disabled = true;
  showProblem(null);
  try {
    const found = await navigator.mediaDevices.getUserMedia({ [DEVICES[kind]]: true });
    const [track] = found.getTracks();
    if (!mesh) track.stop();
    else start(kind, track);
  } catch ({ name }) {
    const keys = { NotAllowedError: "mediaDenied", NotFoundError: "mediaAbsent" };
    showProblem(phrase(keys[name] ?? "mediaFailed", { device: word(kind), problem: name }));
  } finally {
    part[kind].disabled = false;
    if (mesh && document.activeElement === document.body) part[kind].focus();
  }
}

function start(kind, track) {
  own[kind] = track;
  own.stream ??= new MediaStream();
  own.stream.addTrack(track);
  track.onended = () => stop(kind);
  mesh.addTrack(track, own.stream);
  if (kind === "camera") showTile("", own.stream);
  renderMedia();
}

function stop(kind) {
  const track = own[kind];
  if (!track) return;
  own[kind] = null;
  track.onended = null;
  track.stop();
  own.stream.removeTrack(track);
  mesh?.removeTrack(track);
  if (kind === "camera") removeTile("");
  renderMedia();
}

function onTrack({ link, track, streams }) {
  const stream = streams[0] ?? new MediaStream([track]);
  showTile(link.id, stream);
  stream.onaddtrack = stream.onremovetrack = track.onended = () => refreshTile(link.id);
}

function showTile(id, stream) {
  let tile = tiles.get(id);
  if (!tile) {
    tile = document.createElement("figure");
    const video = document.createElement("video");
    video.autoplay = true;
    video.playsInline = true;
    video.muted = id === "";
    tile.append(video, document.createElement("figcaption"));
    tile.className = id === "" ? "own" : "";
    tiles.set(id, tile);
    part.videos.append(tile);
  }
  tile.firstChild.srcObject = stream;
  tile.firstChild.play().catch(() => {}); // without a picture yet, or until the page is touched
  refreshTile(id);
}

/** A tile without a picture is not shown, but its sound is heard. */
function refreshTile(id) {
  const tile = tiles.get(id);
  if (!tile) return;
  // A camera that is switched off leaves the stream. (`muted` tells less: after two offers have crossed,
  // Chromium leaves it set although the picture comes.)
  tile.hidden = !tile.firstChild.srcObject.getVideoTracks().some((track) => track.readyState === "live");
  renderMedia();
}

function removeTile(id) {
  const tile = tiles.get(id);
  if (!tile) return;
  tile.firstChild.srcObject = null;
  tile.remove();
  tiles.delete(id);
  renderMedia();
}

function showProblem(sentence) {
  part["media-problem"].hidden = !sentence;
  part["media-problem"].replaceChildren(sentence ?? "");
}

function renderMedia() {
  const offered = Boolean(navigator.mediaDevices?.getUserMedia);
  let note = "";
  if (!globalThis.RTCPeerConnection) note = "noWebRtc";
  else if (!offered) note = globalThis.isSecureContext ? "mediaMissing" : "mediaInsecure";
  part["media-note"].hidden = !note || room?.state === "closed";
  part["media-note"].textContent = note && word(note);
  for (const kind of ["camera", "microphone"]) {
    part[kind].hidden = Boolean(note) || room?.state === "closed";
    part[kind].setAttribute("aria-pressed", String(Boolean(own[kind])));
  }
  for (const [id, tile] of tiles) {
    const peer = id ? { id, nick: room?.peers.get(id)?.nick ?? "" } : { id: room?.id, nick: room?.nick ?? "" };
    tile.lastChild.replaceChildren(isolated(nameOf(peer)), id ? "" : ` ${word("you")}`);
  }
  part.videos.hidden = [...tiles.values()].every((tile) => tile.hidden);
}

// Inviting

function showInvitation(shown) {
  part.invitation.hidden = !shown;
  part.invite.setAttribute("aria-expanded", String(shown));
  part.copied.textContent = "";
  if (!shown) return;
  part.link.value = new URL(fragmentOf(roomName, true), location.href.split("#")[0]).href;
  part.link.focus();
  part.link.select();
}

async function copy() {
  try {
    await navigator.clipboard.writeText(part.link.value);
    part.copied.textContent = word("copied");
  } catch {
    // Plain http has no clipboard.
    part.link.focus();
    part.link.select();
    part.copied.textContent = word("copyYourself");
  }
}

/** What stands behind the # never reaches a server, nor its logs. */
function fragmentOf(name, withPin = false) {
  const parts = new URLSearchParams();
  if (name) parts.set("room", name);
  if (withPin && pin) parts.set("pin", pin);
  return `#${parts}`;
}

/** The address leads back here; it names the nick only where it came with one, and never the PIN. */
function showFragment(nick, name) {
  const shown = new URLSearchParams(location.hash.slice(1));
  if (shown.get("nick") !== nick || shown.has("pin")) history.replaceState(null, "", fragmentOf(name));
}

/** `#room=red&nick=ann` goes in at once; `#room=red` only fills the field in. `&pin=123456` lets in. */
function readFragment() {
  const wish = new URLSearchParams(location.hash.slice(1));
  if (wish.has("pin")) pin = digitsOf(wish.get("pin"));
  if (room && asking && wish.has("pin")) {
    room.join({ pin });
    room.connect();
  }
  if (wish.has("room")) part.room.value = wish.get("room");
  if (wish.has("nick")) part.nick.value = wish.get("nick");
  if (!room && wish.get("nick")) part["entry-form"].requestSubmit();
  else if (room && wish.has("room") && !faultOfBytes(wish.get("room"))) room.join({ room: wish.get("room") });
}

// The whole

function render() {
  part.entry.hidden = Boolean(room);
  part.place.hidden = !room;
  part.foot.hidden = Boolean(room) || !isElsewhere;
  const state = room?.state;
  part["hub-state"].dataset.state = state ?? "";
  const shown = state ? word(`hub-${state}`) : "";
  if (part["hub-state"].textContent !== shown) part["hub-state"].textContent = shown;
  renderMedia();
  if (!room) return;
  roomName = room.room ?? roomName;
  part["room-name"].textContent = oneLine(roomName, NAME_BYTES) || word("defaultRoom");
  renderNotice();
  renderPeople();
  part.text.disabled = part.composer.querySelector("button").disabled = state === "closed";
  part.invite.disabled = state === "closed";
  if (state === "closed") showInvitation(false);
}

function renderNotice() {
  part["pin-form"].hidden = !asking || !(room.state === "open" || ending?.cause === "pin");
  if (asking) setText(part["pin-text"], word(`error-${asking}`));
  part.notice.hidden = !ending || (asking && ending.cause === "pin");
  if (!ending) return;
  part.notice.classList.toggle("final", !ending.willReconnect);
  setText(part["notice-text"], word(`out-${ending.cause}`));
  const reason = ending.cause === "kicked" || ending.cause === "banned" ? tamed(ending.reason).trim() : "";
  part["notice-reason"].hidden = !reason;
  part["notice-reason"].replaceChildren(reason && phrase("reason", { reason }));
  part.again.hidden = ending.cause === "put-out";
  setText(part.again, word(ending.willReconnect ? "tryNow" : "again"));
}

/** What stays the same is left alone: it is not to be read out again. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  part.language.value = chosen;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = word(element.dataset.hint);
  showFault(part.nick, part["nick-error"], null);
  showFault(part.room, part["room-error"], null);
  render();
}

/** Simplified Chinese for who prefers any Chinese to English. */
function preferred() {
  const known = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]).find((tag) => tag === "zh" || tag === "en");
  return known === "zh" ? "zh-Hans" : "en";
}

function keep(key, text, kind = "local") {
  try {
    globalThis[`${kind}Storage`].setItem(key, text);
  } catch {
    // Storage is switched off: it is typed again next time.
  }
}

function kept(key, kind = "local") {
  try {
    return globalThis[`${kind}Storage`].getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** On the hub's own machine there is nothing to be trusted. */
const isElsewhere = !/^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname);

part["entry-form"].addEventListener("submit", enter);
part["pin-form"].addEventListener("submit", answer);
part.composer.addEventListener("submit", say);
part.text.addEventListener("keydown", (event) => {
  // While an input method is at work, Enter belongs to it.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) say(event);
});
part.log.addEventListener("scroll", noticeReading);
new ResizeObserver(follow).observe(part.log);
part.leave.addEventListener("click", leave);
part.again.addEventListener("click", again);
part.camera.addEventListener("click", () => toggle("camera"));
part.microphone.addEventListener("click", () => toggle("microphone"));
part.invite.addEventListener("click", () => showInvitation(part.invitation.hidden));
part.copy.addEventListener("click", copy);
part.language.addEventListener("change", () => speak(part.language.value));
addEventListener("hashchange", readFragment);

pin = kept("signalbox.pin", "session");
speak(preferred());
part.nick.value = kept("signalbox.nick");
readFragment();
if (!room) (part.room.value && !part.nick.value ? part.nick : part.nick).focus();
