// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
// What both Node servers do alike: the rules of docs/protocol.md as far as the load uses them. Knows
// neither sockets nor frames. `deliver(text, receivers)` is theirs: they differ in how bytes leave.

export class Rooms {
    #deliver
    #byId = new Map()
    #rooms = new Map()
    #ids = 0

    constructor(deliver) {
        this.#deliver = deliver
    }

    open(peer) {
        peer.id = `node-${++this.#ids}`
        peer.nick = ''
        peer.joined = false
        this.#byId.set(peer.id, peer)
        this.#enter(peer, '')
    }

    take(peer, text) {
        let message
        try {
            message = JSON.parse(text)
        } catch {
            this.#refuse(peer, { code: 'not-json' })
            return
        }
        if (message === null || typeof message !== 'object' || Array.isArray(message)) {
            this.#refuse(peer, { code: 'not-an-object' })
        } else if (typeof message.type !== 'string') {
            this.#refuse(peer, { code: 'no-type' })
        } else if (message.type === 'join') {
            this.#join(peer, message)
        } else if (message.type === 'leave') {
            this.#announce(peer, 'leave')
            this.#depart(peer)
        } else {
            this.#relay(peer, message)
        }
    }

    close(peer) {
        if (peer.joined) {
            this.#announce(peer, 'leave')
        }
        this.#depart(peer)
        this.#forgetId(peer)
    }

    #join(peer, message) {
        const { id = peer.id, nick = peer.nick, room = peer.room?.name ?? '' } = message
        const isChange = !peer.joined || id !== peer.id || room !== peer.room?.name
        if (isChange) {
            if (peer.joined) {
                this.#announce(peer, 'leave')
            }
            this.#depart(peer)
        }
        if (id !== peer.id) {
            this.#forgetId(peer)
            peer.id = id
            this.#byId.set(id, peer) // a later owner wins; the earlier one is about to end
        }
        peer.nick = nick
        peer.joined = true
        if (isChange) {
            this.#enter(peer, room)
            this.#announce(peer, 'join')
        }
        const peers = []
        for (const other of peer.room.members) {
            if (other !== peer && other.joined) {
                peers.push({ id: other.id, nick: other.nick })
            }
        }
        this.#deliver(
            JSON.stringify({
                type: 'joined',
                version: 1,
                capabilities: ['rooms', 'directed'],
                id: peer.id,
                nick: peer.nick,
                room: peer.room.name,
                peers,
            }),
            [peer],
        )
    }

    #relay(sender, message) {
        const { receiverId } = message
        if (receiverId == null && (message.type === 'answer' || !sender.room)) {
            const code = message.type === 'answer' ? 'receiver-required' : 'not-in-room'
            this.#refuse(sender, { code })
            return
        }
        // The client's own claims go first, so that the hub's stand last.
        delete message.senderId
        delete message.userInfo
        message.senderId = sender.id
        message.userInfo = { id: sender.id, nick: sender.nick }
        if (receiverId == null) {
            this.#deliver(JSON.stringify(message), this.#others(sender))
            return
        }
        const receiver = this.#byId.get(receiverId)
        if (receiver === undefined || receiver.room !== sender.room) {
            this.#refuse(sender, { code: 'unknown-receiver', receiverId })
        } else {
            this.#deliver(JSON.stringify(message), [receiver])
        }
    }

    #refuse(peer, what) {
        this.#deliver(JSON.stringify({ type: 'error', ...what }), [peer])
    }

    #announce(peer, type) {
        const who = { id: peer.id, nick: peer.nick }
        this.#deliver(
            JSON.stringify({ type, payload: who, ...who, senderId: peer.id, userInfo: who }),
            this.#others(peer),
        )
    }

    *#others(peer) {
        if (peer.room) {
            for (const other of peer.room.members) {
                if (other !== peer) {
                    yield other
                }
            }
        }
    }

    #enter(peer, name) {
        let room = this.#rooms.get(name)
        if (room === undefined) {
            room = { name, members: new Set() }
            this.#rooms.set(name, room)
        }
        room.members.add(peer)
        peer.room = room
    }

    #depart(peer) {
        peer.room?.members.delete(peer)
        if (peer.room?.members.size === 0) {
            this.#rooms.delete(peer.room.name)
        }
        peer.room = null
    }

    #forgetId(peer) {
        if (this.#byId.get(peer.id) === peer) {
            this.#byId.delete(peer.id)
        }
    }
}
