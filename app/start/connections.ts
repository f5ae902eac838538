import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { watchRequests, watchSockets } from '../request/watch-requests.ts'

/** The connections of the web server in this process. */
export type Connections = {
  /** Every later answer says that its connection closes. */
  closeAfterAnswer(): void
  /** Closes connections without a request, except those that have sent nothing yet and are newer than `youngMs`. */
  closeIdle(youngMs: number): void
  /** Closes all but those that wait for the answer to a complete post. @returns how many were in use */
  closeUnlessWriting(): number
}

/** Next does not expose its server, so this uses Node's diagnostics channels. */
export function watchConnections(): Connections {
  const servers = new Set<Server>()
  const openedAt = new Map<Socket, number>()
  const unanswered = new Set<ServerResponse>()
  let closesAfterAnswer = false

  watchSockets(({ socket }) => {
    openedAt.set(socket, performance.now())
    socket.once('close', () => openedAt.delete(socket))
  })
  watchRequests(({ response, server }) => {
    servers.add(server)
    unanswered.add(response)
    response.once('close', () => unanswered.delete(response))
    if (closesAfterAnswer) response.setHeader('Connection', 'close')
  })

  return {
    closeAfterAnswer() {
      closesAfterAnswer = true
      for (const response of unanswered) if (!response.headersSent) response.setHeader('Connection', 'close')
    },
    closeIdle(youngMs) {
      for (const server of servers) server.closeIdleConnections()
      // Browsers open connections in advance, and Node counts one that has sent nothing yet as busy.
      for (const [socket, at] of openedAt)
        if (socket.bytesRead === 0 && performance.now() - at > youngMs) socket.destroy()
    },
    closeUnlessWriting() {
      const requests = [...unanswered].map(({ req }) => req)
      const writing = new Set(requests.filter(isWriting).map(({ socket }) => socket))
      for (const socket of openedAt.keys()) if (!writing.has(socket)) socket.destroy()
      return requests.length - writing.size
    },
  }
}

function isWriting({ method, complete }: IncomingMessage): boolean {
  return complete && method !== 'GET' && method !== 'HEAD'
}
