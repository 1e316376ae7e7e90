// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The prebuilt simple-peer is a classic script; y-webrtc imports it as a module.
export default globalThis.SimplePeer;
