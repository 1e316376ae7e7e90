// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// Starts a Node server as the product is started: `--port N`, one line on standard output. With
// `--certificate FILE --key FILE` it speaks TLS instead.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { parseArgs } from 'node:util'
import { WebSocketServer } from 'ws'

const options = {
    port: { type: 'string', default: '0' },
    certificate: { type: 'string' },
    key: { type: 'string' },
}

/// `onConnection(webSocket, request)` is called for everybody who comes. The backlog is generous:
/// Node's own 511 would make a returning crowd wait for SYN retransmits.
export function listen(onConnection) {
    const { values } = parseArgs({ options })
    const answer = (request, response) => response.writeHead(404).end()
    const isSecure = values.certificate !== undefined
    const server = isSecure
        ? createSecureServer(
              { cert: readFileSync(values.certificate), key: readFileSync(values.key) },
              answer,
          )
        : createServer(answer)
    const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 65536 })
    sockets.on('connection', onConnection)
    server.listen({ port: Number(values.port), host: '127.0.0.1', backlog: 4096 }, () => {
        const scheme = isSecure ? 'wss' : 'ws'
        console.log(`Listening on ${scheme}://127.0.0.1:${server.address().port}`)
    })
}
