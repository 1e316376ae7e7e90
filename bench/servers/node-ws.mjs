// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// A competent Node hub on `ws`: no compression, every message stringified once however many receive
// it, rooms and ids in Maps, nothing logged, one send() of the library per receiver.

import { listen } from './listen.mjs'
import { Rooms } from './rooms.mjs'

const rooms = new Rooms((text, receivers) => {
    const bytes = Buffer.from(text)
    for (const peer of receivers) {
        peer.socket.send(bytes, { binary: false })
    }
})

listen((socket) => {
    const peer = { socket }
    rooms.open(peer)
    socket.on('message', (data) => rooms.take(peer, data.toString()))
    socket.on('close', () => rooms.close(peer))
    socket.on('error', () => {})
})
