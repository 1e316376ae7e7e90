// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/guides.h"

namespace Signalbox {

namespace {

/// In url and snippet, HOST and PORT stand for the hub's, URL for the url.
struct Pattern
{
    const char* dialect;
    const char* client;
    const char* url;
    const char* snippet;
};

constexpr Pattern ownModule{"Signalbox", "signalbox.js", "ws://HOST:PORT/",
    R"(<script type="module">
  import { Signalbox, Mesh } from "http://HOST:PORT/signalbox.js";

  const room = new Signalbox({ nick: "ann", room: "red" });
  const mesh = new Mesh(room); // a data channel to everybody in the room
  mesh.on("data", ({ link, data }) => console.log(link.nick, "says", data));
  mesh.on("state", ({ link }) => {
    if (link.state === "connected") mesh.send("hello");
  });
</script>
)"};

constexpr Pattern peerJs{"PeerJS", "PeerJS 1.5", "http://HOST:PORT/",
    R"(// npm install peerjs
import { Peer } from "peerjs";

const hub = {
  host: "HOST", port: PORT, path: "/", secure: false,
  config: { iceServers: [] },
};
const ann = new Peer("ann", hub);
ann.on("connection", (link) => link.on("data", (data) => console.log(link.peer, "says", data)));

// On another page:
const bob = new Peer("bob", hub);
bob.on("open", () => {
  const link = bob.connect("ann");
  link.on("open", () => link.send("hello"));
});
)"};

constexpr Pattern yWebrtc{"y-webrtc", "y-webrtc 10.3", "ws://HOST:PORT/y",
    R"(// npm install yjs y-webrtc
import * as Y from "yjs";
import { WebrtcProvider } from "y-webrtc";

const doc = new Y.Doc();
new WebrtcProvider("my-room", doc, {
  signaling: ["URL"],
  peerOpts: { config: { iceServers: [] } },
});
const words = doc.getArray("words");
words.observe(() => console.log(words.toArray()));
words.push(["hello from " + doc.clientID]);
)"};

constexpr Pattern dataChannel{"libdatachannel", "node-datachannel 0.33", "ws://HOST:PORT/ldc/my-id",
    R"(// npm install node-datachannel; then in two terminals:
//   node talk.mjs ann
//   node talk.mjs bob ann
import { PeerConnection, WebSocket } from "node-datachannel";

const [me, other] = process.argv.slice(2);
const links = {};
const channels = [];
const hub = new WebSocket();
const tell = (id, message) => hub.sendMessage(JSON.stringify({ id, ...message }));

function use(channel) {
  channels.push(channel);
  channel.onMessage((text) => console.log(text));
}

function linkTo(id) {
  const link = (links[id] = new PeerConnection(me, { iceServers: [] }));
  link.onLocalDescription((description, type) => tell(id, { type, description }));
  link.onLocalCandidate((candidate, mid) => tell(id, { type: "candidate", candidate, mid }));
  link.onDataChannel(use);
  return link;
}

hub.onMessage((text) => {
  const { id, type, description, candidate, mid } = JSON.parse(text);
  const link = links[id] ?? linkTo(id);
  if (type === "candidate") link.addRemoteCandidate(candidate, mid);
  else link.setRemoteDescription(description, type);
});
hub.onOpen(() => {
  if (!other) return;
  const channel = linkTo(other).createDataChannel("talk");
  channel.onOpen(() => channel.sendMessage("hello from " + me));
  use(channel);
});
hub.open("ws://HOST:PORT/ldc/" + me);
)"};

constexpr Pattern gstWebrtcApi{"GStreamer", "gstwebrtc-api 3.0", "ws://HOST:PORT/gst",
    R"(<!-- npm install gstwebrtc-api; shows what a webrtcsink sends -->
<video id="view" autoplay muted playsinline></video>
<script src="node_modules/gstwebrtc-api/dist/gstwebrtc-api-3.0.0.min.js"></script>
<script>
  const api = new GstWebRTCAPI({
    signalingServerUrl: "URL",
    webrtcConfig: { iceServers: [] },
    meta: { name: "viewer" },
  });
  api.registerPeerListener({
    producerAdded(producer) {
      const session = api.createConsumerSession(producer.id);
      session.addEventListener("streamsChanged", () => {
        document.getElementById("view").srcObject = session.streams[0];
      });
      session.connect();
    },
  });
</script>
)"};

constexpr Pattern gstLaunch{"GStreamer", "webrtcsink with gst-launch", "ws://HOST:PORT/gst",
    R"(# Sends a test picture:
gst-launch-1.0 videotestsrc is-live=true ! webrtcsink \
    signaller::uri="URL" meta="meta,name=camera"

# Shows it, on another computer:
gst-launch-1.0 webrtcsrc connect-to-first-producer=true \
    signaller::uri="URL" ! videoconvert ! autovideosink
)"};

constexpr Pattern webTorrent{"WebTorrent", "p2pt 1.6", "ws://HOST:PORT/announce",
    R"(<!-- npm install p2pt; open the page twice -->
<script type="module">
  import P2PT from "./node_modules/p2pt/dist/p2pt.js";

  const swarm = new P2PT(["URL"], "my-swarm");
  swarm.on("peerconnect", (peer) => swarm.send(peer, "hello"));
  swarm.on("msg", (peer, message) => console.log(peer.id, "says", message));
  swarm.start();
</script>
<!-- WebTorrent takes the address as a tracker: announce: ["URL"] -->
)"};

constexpr Pattern ayame{"Ayame", "Ayame Web SDK 2025.1", "ws://HOST:PORT/signaling",
    R"(// npm install @open-ayame/ayame-web-sdk; two in a room
import { createConnection, defaultOptions } from "@open-ayame/ayame-web-sdk";

const options = { ...defaultOptions, iceServers: [] };
const connection = createConnection("URL", "my-room", options);
const use = (channel) => {
  if (!channel) return;
  channel.onopen = () => channel.send("hello");
  channel.onmessage = ({ data }) => console.log(data);
};
connection.on("open", async () => use(await connection.createDataChannel("talk")));
connection.on("datachannel", use);
await connection.connect(null);
)"};

constexpr Pattern gstSimple{"GStreamer simple", "webrtc-sendrecv of GStreamer 1.22",
    "ws://HOST:PORT/gst-simple",
    R"(# In webrtc/sendrecv/gst of gst-examples. This one waits under the name 1234:
./webrtc-sendrecv --server=URL --disable-ssl --our-id=1234

# This one calls it:
./webrtc-sendrecv --server=URL --disable-ssl --peer-id=1234
)"};

constexpr Pattern matchbox{"matchbox", "matchbox_socket 0.14", "ws://HOST:PORT/mb/my-room",
    R"(// cargo add matchbox_socket futures futures-timer; cargo add tokio -F macros,rt-multi-thread
use futures::{select, FutureExt};
use futures_timer::Delay;
use matchbox_socket::{PeerState, WebRtcSocket};
use std::time::Duration;

#[tokio::main]
async fn main() {
    let (mut socket, signaling) = WebRtcSocket::new_reliable("URL");
    let mut signaling = Box::pin(signaling.fuse());
    loop {
        for (peer, state) in socket.update_peers() {
            if state == PeerState::Connected {
                socket.channel_mut(0).send(b"hello".to_vec().into(), peer);
            }
        }
        for (peer, packet) in socket.channel_mut(0).receive() {
            println!("{peer} says {}", String::from_utf8_lossy(&packet));
        }
        select! {
            _ = Delay::new(Duration::from_millis(100)).fuse() => {}
            _ = &mut signaling => break,
        }
    }
}
)"};

constexpr const Pattern* patterns[]{&ownModule, &peerJs, &yWebrtc, &dataChannel, &gstWebrtcApi,
    &gstLaunch, &webTorrent, &ayame, &gstSimple, &matchbox};

} // namespace

QList<Guide> guides(const QString& host, quint16 port, bool encrypted)
{
    const auto filled = [&](const char* pattern, const QString& url) {
        QString text = QString::fromUtf8(pattern);
        if (encrypted) {
            text.replace(QLatin1String("ws://HOST"), QLatin1String("wss://HOST"))
                .replace(QLatin1String("http://HOST"), QLatin1String("https://HOST"))
                .replace(QLatin1String("secure: false"), QLatin1String("secure: true"));
        }
        return text.replace(QLatin1String("URL"), url)
            .replace(QLatin1String("HOST"), host)
            .replace(QLatin1String("PORT"), QString::number(port));
    };
    QList<Guide> list;
    for (const Pattern* pattern : patterns) {
        const QString url = filled(pattern->url, {});
        list.append({QString::fromUtf8(pattern->dialect), QString::fromUtf8(pattern->client), url,
            filled(pattern->snippet, url)});
    }
    return list;
}

} // namespace Signalbox
