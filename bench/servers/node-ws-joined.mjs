// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// What an expert makes of `ws` when sending is the bottleneck: a message becomes a frame once, the
// frames of one turn of the event loop are joined per receiver, and go to the TCP socket past the
// library in one write.

import { listen } from './listen.mjs'
import { Rooms } from './rooms.mjs'

/// A text frame of a server (RFC 6455 section 5.2).
function frameOf(text) {
    const size = Buffer.byteLength(text)
    const headSize = size < 126 ? 2 : size < 65536 ? 4 : 10
    const frame = Buffer.allocUnsafe(headSize + size)
    frame[0] = 0x81
    if (headSize === 2) {
        frame[1] = size
    } else if (headSize === 4) {
        frame[1] = 126
        frame.writeUInt16BE(size, 2)
    } else {
        frame[1] = 127
        frame.writeBigUInt64BE(BigInt(size), 2)
    }
    frame.write(text, headSize)
    return frame
}

let waiting = []

// After the sockets of this turn have been read, before the loop waits again.
function flush() {
    const peers = waiting
    waiting = []
    for (const peer of peers) {
        const { frames, socket } = peer
        peer.frames = []
        if (socket.readyState === socket.OPEN) {
            peer.tcp.write(frames.length === 1 ? frames[0] : Buffer.concat(frames))
        }
    }
}

const rooms = new Rooms((text, receivers) => {
    const frame = frameOf(text)
    for (const peer of receivers) {
        if (peer.frames.push(frame) === 1 && waiting.push(peer) === 1) {
            setImmediate(flush)
        }
    }
})

listen((socket, request) => {
    const peer = { socket, tcp: request.socket, frames: [] }
    rooms.open(peer)
    socket.on('message', (data) => rooms.take(peer, data.toString()))
    socket.on('close', () => rooms.close(peer))
    socket.on('error', () => {})
})
