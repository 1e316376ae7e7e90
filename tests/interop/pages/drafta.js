// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A page as the first of the two founding drafts has it: it chooses its id and says it with its nick on
// top of the join, which nobody answers. Everything else it says carries its body in `payload`; the
// candidates are called `icecandidate`. A departure comes as `{type: "leave", payload: {id, nick}}`.

const query = new URLSearchParams(location.search);
const me = { id: query.get("id"), nick: query.get("nick") };
const socket = new WebSocket(query.get("hub"));
const connection = new RTCPeerConnection();
const heard = [];
const gone = [];
let channel = null;
let other = null;

const say = (type, payload, receiverId) => socket.send(JSON.stringify({ type, receiverId, payload }));

function use(given) {
  channel = given;
  channel.onmessage = ({ data }) => heard.push(data);
}

socket.onopen = () => socket.send(JSON.stringify({ type: "join", id: me.id, nick: me.nick }));
connection.onicecandidate = ({ candidate }) => candidate && say("icecandidate", candidate);
connection.ondatachannel = ({ channel: given }) => use(given);

const handlers = {
  async offer({ payload, userInfo }) {
    other = userInfo;
    await connection.setRemoteDescription(payload);
    await connection.setLocalDescription();
    say("answer", connection.localDescription, userInfo.id);
  },
  async answer({ payload, userInfo }) {
    other = userInfo;
    await connection.setRemoteDescription(payload);
  },
  async icecandidate({ payload }) {
    await connection.addIceCandidate(payload);
  },
  leave({ payload }) {
    gone.push(payload);
  },
};

socket.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  handlers[message.type]?.(message);
};

globalThis.call = async () => {
  use(connection.createDataChannel("draft"));
  await connection.setLocalDescription();
  say("offer", connection.localDescription);
};
globalThis.talk = (text) => channel.send(text);
globalThis.facts = () => ({
  open: socket.readyState === WebSocket.OPEN,
  talking: channel?.readyState === "open",
  other,
  heard,
  gone,
});
