// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A page without the client module: a WebSocket, JSON, and docs/protocol.md.

const query = new URLSearchParams(location.search);
const socket = new WebSocket(query.get("hub"));
const connection = new RTCPeerConnection();
const heard = [];
let channel = null;

const say = (message) => socket.send(JSON.stringify(message));

socket.onopen = () => say({ type: "join", nick: query.get("nick") });
connection.onicecandidate = ({ candidate }) => candidate && say({ type: "candidate", candidate });

socket.onmessage = async ({ data }) => {
  const message = JSON.parse(data);
  if (message.type === "answer") await connection.setRemoteDescription({ type: "answer", sdp: message.sdp });
  if (message.type === "candidate") await connection.addIceCandidate(message.candidate);
};

globalThis.call = async () => {
  channel = connection.createDataChannel("chat");
  channel.onmessage = ({ data }) => heard.push(data);
  await connection.setLocalDescription();
  say({ type: "offer", sdp: connection.localDescription.sdp });
};
globalThis.talk = (text) => channel.send(text);
globalThis.facts = () => ({
  open: socket.readyState === WebSocket.OPEN,
  talking: channel?.readyState === "open",
  heard,
});
