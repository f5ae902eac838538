import { createHash, timingSafeEqual } from 'node:crypto'
import type { Server, Socket } from 'node:net'

const signInMs = 10_000
const maxBytes = 10_000
const sslRequest = 80_877_103
const protocol3 = 196_608
const askForPassword = Buffer.from('R\0\0\0\x08\0\0\0\x03', 'latin1')
const refused = 'SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed\0\0'

/** Cleartext password authentication (https://www.postgresql.org/docs/current/protocol-flow.html). */
export function requirePassword(server: Server, password: string): void {
  const accept = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    const deadline = setTimeout(() => socket.destroy(), signInMs)
    const stop = () => socket.destroy()
    let bytes = Buffer.alloc(0)
    let startup: Buffer | undefined
    socket.on('error', stop).on('close', () => clearTimeout(deadline))
    socket.on('data', read)

    function read(data: Buffer) {
      bytes = Buffer.concat([bytes, data])
      if (bytes.length > maxBytes) return stop()
      if (!startup) startup = takeStartup()
      if (startup && bytes.length >= 5 && bytes.length >= 1 + bytes.readUInt32BE(1)) check(startup)
    }

    function takeStartup(): Buffer | undefined {
      if (bytes.length < 8) return undefined
      const [length, code] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4)]
      if (code === sslRequest) {
        bytes = bytes.subarray(8)
        socket.write('N')
        return takeStartup()
      }
      if (code !== protocol3 || length < 8) {
        stop()
        return undefined
      }
      if (bytes.length < length) return undefined
      const message = bytes.subarray(0, length)
      bytes = bytes.subarray(length)
      socket.write(askForPassword)
      return message
    }

    function check(message: Buffer) {
      const end = 1 + bytes.readUInt32BE(1)
      const typed = bytes.subarray(5, end - 1).toString()
      if (bytes[0] !== 'p'.charCodeAt(0) || !isSame(typed, password)) return socket.end(refusal(), stop)
      clearTimeout(deadline)
      socket.off('data', read).off('error', stop).pause()
      socket.unshift(Buffer.concat([message, bytes.subarray(end)]))
      socket.on('newListener', function resume(event) {
        if (event !== 'data') return
        socket.off('newListener', resume)
        process.nextTick(() => socket.resume())
      })
      for (const listener of accept) listener.call(server, socket)
    }
  })
}

function refusal(): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(refused.length + 4)
  return Buffer.concat([Buffer.from('E'), length, Buffer.from(refused, 'latin1')])
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
