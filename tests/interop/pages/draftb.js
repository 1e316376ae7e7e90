// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A page as the second of the two founding drafts has it: the join carries the nick in `payload`, and the
// page never learns its own id. Offers and candidates go to everybody, with the body spread over the
// message or in `data`; an answer goes to who is named in `receiverId`. It knows others from `userInfo`
// and `senderId`, which the server adds; a departure it recognises by its id and nick, whatever the type.

const query = new URLSearchParams(location.search);
const socket = new WebSocket(query.get("hub"));
const connection = new RTCPeerConnection();
const heard = [];
const gone = [];
let channel = null;
let other = null;

const say = (message) => socket.send(JSON.stringify(message));

function use(given) {
  channel = given;
  channel.onmessage = ({ data }) => heard.push(data);
}

socket.onopen = () => say({ type: "join", payload: { nick: query.get("nick") } });
connection.onicecandidate = ({ candidate }) => candidate && say({ type: "candidate", candidate });
connection.ondatachannel = ({ channel: given }) => use(given);

socket.onmessage = async ({ data }) => {
  const message = JSON.parse(data);
  switch (message.type) {
    case "offer": {
      other = message.userInfo;
      await connection.setRemoteDescription({ type: "offer", sdp: message.sdp });
      await connection.setLocalDescription();
      const { type, sdp } = connection.localDescription;
      say({ type: "answer", receiverId: message.senderId, data: { type, sdp } });
      break;
    }
    case "answer":
      other = message.userInfo;
      await connection.setRemoteDescription(message.data);
      break;
    case "candidate":
      await connection.addIceCandidate(message.candidate);
      break;
    case undefined:
    case "leave":
      gone.push({ id: message.id, nick: message.nick, senderId: message.senderId });
      break;
  }
};

globalThis.call = async () => {
  use(connection.createDataChannel("draft"));
  await connection.setLocalDescription();
  say({ type: "offer", sdp: connection.localDescription.sdp });
};
globalThis.talk = (text) => channel.send(text);
globalThis.depart = () => say({ type: "leave" });
globalThis.facts = () => ({
  open: socket.readyState === WebSocket.OPEN,
  talking: channel?.readyState === "open",
  other,
  heard,
  gone,
});
