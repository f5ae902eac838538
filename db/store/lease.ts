import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { markEmbedded } from './address.ts'
import type { Owner, Place } from './lock.ts'

const silenceMs = 1_000
const closingMs = 15_000

/** One line of JSON to each holder, when it connects and at each change. */
type StoreState = { state: 'opening' } | { state: 'closing' } | { state: 'ready'; url: string }

/** The store ends soon after its last lease, also when a holder is killed. */
export type Lease = {
  url: string
  /** Resolves when the store ends before `close`. */
  lost: Promise<unknown>
  close(): Promise<void>
}

export class Leases {
  get count(): number {
    return this.#held.size
  }
  wasHeld = false

  #held = new Set<Socket>()
  #state: StoreState = { state: 'opening' }

  /** @param sockets - the directory for the socket; without one it listens on a port of this machine */
  async listen(sockets: string | undefined, nonce: string, onLastLeft: () => void): Promise<Place> {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => socket.destroy())
      socket.once('data', (data) => {
        if (data.toString().trim() !== nonce) socket.destroy()
        else this.#grant(socket, onLastLeft)
      })
    })
    server.listen(sockets ? { path: socketIn(sockets) } : { port: 0, host: '127.0.0.1' })
    await once(server, 'listening')
    return sockets ? { sockets } : { port: (server.address() as AddressInfo).port }
  }

  announce(state: StoreState): void {
    this.#state = state
    for (const socket of this.#held) tell(socket, state)
  }

  #grant(socket: Socket, onLastLeft: () => void): void {
    tell(socket, this.#state)
    if (this.#state.state === 'closing') {
      socket.end()
      return
    }
    const leave = () => {
      // The last holder stays connected, so that it sees the end of this process.
      if (this.#held.delete(socket) && this.count === 0) onLastLeft()
      else socket.end()
    }
    this.#held.add(socket)
    this.wasHeld = true
    socket.on('end', leave).on('close', leave)
  }
}

/** @returns `absent`: nobody or another program; `silent`: no answer; `failed`: it ended while opening */
export function askForLease(owner: Owner): Promise<Lease | 'absent' | 'silent' | 'closing' | 'failed'> {
  return new Promise((resolve) => {
    const { place } = owner
    const address =
      'port' in place ? { port: place.port, host: '127.0.0.1' } : { path: socketIn(place.sockets) }
    const socket = connect(address, () => socket.write(`${owner.nonce}\n`))
    let opening = false
    let text = ''
    const giveUp = (answer: 'absent' | 'silent' | 'closing' | 'failed') => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(silenceMs, () => giveUp('silent'))
    socket.on('error', () => {}) // 'close' follows
    socket.once('close', () => giveUp(opening ? 'failed' : 'absent'))
    socket.on('data', (data) => {
      text += data
      const line = text.split('\n').at(-2)
      if (line === undefined) return
      socket.setTimeout(0)
      const store = parse(line)
      if (!store) giveUp('absent')
      else if (store.state === 'closing') giveUp('closing')
      else if (store.state === 'opening') opening = true
      else resolve(toLease(socket, store.url))
    })
  })
}

function socketIn(sockets: string): string {
  return join(sockets, 'lease')
}

function toLease(socket: Socket, url: string): Lease {
  const ended = once(socket, 'close')
  let given = false
  return {
    url: markEmbedded(url),
    lost: ended.then(() => given && new Promise(() => {})),
    async close() {
      given = true
      socket.end()
      await Promise.race([ended, pause(closingMs, undefined, { ref: false })])
      socket.destroy()
    },
  }
}

function tell(socket: Socket, state: StoreState): void {
  socket.write(`${JSON.stringify(state)}\n`)
}

function parse(line: string): StoreState | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
