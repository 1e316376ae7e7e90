// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Speaks as the clients of GStreamer's simple signalling server do, of which npm has none: a line of text
// for the server, then, in a session, JSON that only the other one reads.

const connection = new RTCPeerConnection({ iceServers: [] });
const heard = [];
const lines = [];
const others = [];
let socket = null;
let closed = null;

const tell = (message) => socket.send(JSON.stringify(message));

function use(channel) {
  channel.onmessage = ({ data }) => heard.push(data);
  channel.onopen = () => { globalThis.talk = (text) => channel.send(text); };
}

connection.onicecandidate = ({ candidate }) => candidate && tell({ ice: candidate });
connection.ondatachannel = ({ channel }) => use(channel);

async function take(message) {
  const { sdp, ice } = message;
  if (ice) {
    await connection.addIceCandidate(ice);
    return;
  }
  // What the hub says to those who have been silent for a moment is neither; clients pass it over.
  if (!sdp) {
    others.push(message);
    return;
  }
  await connection.setRemoteDescription(sdp);
  if (sdp.type !== "offer") return;
  await connection.setLocalDescription();
  tell({ sdp: connection.localDescription });
}

globalThis.connect = (url) => {
  socket = new WebSocket(url);
  socket.onclose = ({ code, reason }) => { closed = [code, reason]; };
  socket.onmessage = ({ data }) => {
    if (data.startsWith("{")) take(JSON.parse(data));
    else lines.push(data);
  };
};
globalThis.say = (line) => socket.send(line);
globalThis.call = async () => {
  use(connection.createDataChannel("chat"));
  await connection.setLocalDescription();
  tell({ sdp: connection.localDescription });
};
globalThis.facts = () => ({ open: socket.readyState === WebSocket.OPEN, lines, others, closed });
globalThis.heard = heard;
