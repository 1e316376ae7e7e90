// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// Starts a Node server as the product is started: `--port N`, one line on standard output.

import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { WebSocketServer } from 'ws'

/// `onConnection(webSocket, request)` is called for everybody who comes. The backlog is generous:
/// Node's own 511 would make a returning crowd wait for SYN retransmits.
export function listen(onConnection) {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
    const server = createServer((request, response) => response.writeHead(404).end())
    const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 65536 })
    sockets.on('connection', onConnection)
    server.listen({ port: Number(values.port), host: '127.0.0.1', backlog: 4096 }, () => {
        console.log(`Listening on ws://127.0.0.1:${server.address().port}`)
    })
}
