import { channel } from 'node:diagnostics_channel'
import { type IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { refuse } from './short-answers.ts'

const start = channel('http.server.request.start')

/**
 * Answers a request that offers to change the protocol as if it did not (RFC 9110, 7.8). Next hangs up on it. Not for
 * development, where Next speaks with its pages over a web socket.
 */
export function ignoreUpgrades(): void {
  const { emit } = Server.prototype
  Server.prototype.emit = function ignore(this: Server, event: string, ...values: unknown[]): boolean {
    if (event !== 'upgrade') return Reflect.apply(emit, this, [event, ...values])
    const [request, socket] = values as [IncomingMessage, Socket]
    const response = answerOn(socket, request)
    // Node has not read what follows the headers.
    if (request.headers['content-length'] || request.headers['transfer-encoding']) {
      refuse(response, { status: 400, words: 'Send no body with Upgrade.' })
      return true
    }
    start.publish({ request, response, socket, server: this })
    return this.emit('request', request, response)
  }
}

/** Node has let go of the socket. The connection closes after the answer. */
function answerOn(socket: Socket, request: IncomingMessage): ServerResponse {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.once('finish', () => {
    response.detachSocket(socket)
    socket.end()
    // Node does so where it lets go of the socket itself.
    response.emit('close')
  })
  socket
    .on('error', () => socket.destroy())
    // A long answer waits for it, and Node passes it on no more.
    .on('drain', () => response.emit('drain'))
    .resume()
  return response
}
