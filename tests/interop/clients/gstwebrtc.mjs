// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The package gstwebrtc-api, in pages: what webrtcsink and webrtcsrc speak, spoken by a browser.

/** A page that the hub has welcomed; it remembers which producers it has been told of. */
export async function openApi({ open, hub }, name) {
  const page = await open("gstwebrtc.html");
  await page.evaluate(([url, called]) => {
    const api = new globalThis.GstWebRTCAPI({
      signalingServerUrl: url,
      meta: { name: called },
      webrtcConfig: { iceServers: [] },
    });
    globalThis.api = api;
    globalThis.gone = [];
    api.registerPeerListener({ producerAdded() {}, producerRemoved: ({ meta }) => globalThis.gone.push(meta.name) });
    api.registerConnectionListener({ connected: () => { globalThis.welcomed = true; }, disconnected() {} });
  }, [`ws://127.0.0.1:${hub.port}`, name]);
  await page.waitForFunction(() => globalThis.welcomed);
  return page;
}

/** Offers camera and microphone to whoever asks. */
export const produce = (page) => page.evaluate(async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  globalThis.api.createProducerSession(stream).start();
});

/** Asks the producer of this name for its stream, once there is one, and watches it. */
export async function consume(page, name) {
  await page.waitForFunction((wanted) =>
    globalThis.api.getAvailableProducers().some(({ meta }) => meta.name === wanted), name);
  await page.evaluate((wanted) => {
    const producer = globalThis.api.getAvailableProducers().find(({ meta }) => meta.name === wanted);
    const session = globalThis.api.createConsumerSession(producer.id);
    session.addEventListener("streamsChanged", () => {
      const [stream] = session.streams;
      if (stream) document.querySelector("video").srcObject = stream;
    });
    session.addEventListener("closed", () => { globalThis.ended = true; });
    session.connect();
  }, name);
}

/** Waits until picture and sound of a stream have come. */
export const watches = (page) => page.waitForFunction(() => {
  const video = document.querySelector("video");
  return video.videoWidth > 0 && video.srcObject.getTracks().map(({ kind }) => kind).sort().join() === "audio,video";
});

export async function meet(scene) {
  const viewer = await openApi(scene, "viewer");
  const camera = await openApi(scene, "camera");
  await produce(camera);
  await consume(viewer, "camera");
  await watches(viewer);
}
