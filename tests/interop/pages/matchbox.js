// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// Speaks as matchbox_socket, a library of games in Rust, does in a browser; npm has no client. It says nothing
// until it has been given an id, and makes an offer to every newcomer that it is told of.

const connections = new Map();
const channels = new Map();
const heard = [];
const left = [];
let socket = null;
let id = null;

const signal = (receiver, data) => socket.send(JSON.stringify({ Signal: { receiver, data } }));

function connectionWith(peer) {
  const connection = new RTCPeerConnection({ iceServers: [] });
  connections.set(peer, connection);
  connection.onicecandidate = ({ candidate }) =>
    candidate && signal(peer, { IceCandidate: JSON.stringify(candidate) });
  const channel = connection.createDataChannel("matchbox", { negotiated: true, id: 0 });
  channel.onmessage = ({ data }) => heard.push(data);
  channel.onopen = () => {
    channels.set(peer, channel);
    globalThis.talk = (text) => { for (const other of channels.values()) other.send(text); };
  };
  return connection;
}

async function offer(peer) {
  const connection = connectionWith(peer);
  await connection.setLocalDescription();
  signal(peer, { Offer: connection.localDescription.sdp });
}

async function take(peer, { Offer, Answer, IceCandidate }) {
  if (Offer) {
    const connection = connectionWith(peer);
    await connection.setRemoteDescription({ type: "offer", sdp: Offer });
    await connection.setLocalDescription();
    signal(peer, { Answer: connection.localDescription.sdp });
  }
  if (Answer) await connections.get(peer).setRemoteDescription({ type: "answer", sdp: Answer });
  if (IceCandidate) await connections.get(peer).addIceCandidate(JSON.parse(IceCandidate));
}

globalThis.connect = (url) => {
  socket = new WebSocket(url);
  socket.onmessage = ({ data }) => {
    const { IdAssigned, NewPeer, PeerLeft, Signal } = JSON.parse(data);
    if (IdAssigned) id = IdAssigned;
    if (NewPeer) offer(NewPeer);
    if (PeerLeft) left.push(PeerLeft);
    if (Signal) take(Signal.sender, Signal.data);
  };
};
globalThis.keepAlive = () => socket.send('"KeepAlive"');
globalThis.facts = () => ({ id, left, others: [...channels.keys()], closed: socket.readyState === WebSocket.CLOSED });
globalThis.heard = heard;
