import { setTimeout as pause } from 'node:timers/promises'
import { log } from '#db/log.ts'
import { type Connections, watchConnections } from './connections.ts'

// All are milliseconds since the signal. Until this time new requests are accepted, so that none is lost on its way and
// a proxy can learn from /readyz to use another server.
const drainMs = 1_000
// Requests that the client has not finished sending or receiving are cut off.
const requestsMs = 8_000
// The process ends even if a post or an import is not done, because Kubernetes kills it after 30 seconds.
const workMs = 25_000

const sweepEveryMs = 250

// Pages and instrumentation are separate bundles, so shared state has to be global.
const shared = globalThis as { rollcallIsStopping?: boolean }

export function isStopping(): boolean {
  return shared.rollcallIsStopping === true
}

/**
 * A signal, or the end of the parent process, stops the server in order: answers close their connections, then no new
 * ones are accepted, and the process ends when all posts and imports are done.
 */
export function stopInOrder(): void {
  // Next's own handler closes the server, waits for requests and for work after them, and ends the process.
  const finish = process.listeners('SIGTERM')
  // In development Next ends at once, and an operator may have turned its handler off.
  if (process.env.NODE_ENV === 'development' || finish.length === 0) return
  const connections = watchConnections()
  const begin = (signal: NodeJS.Signals, reason: string = signal) => {
    if (isStopping()) return
    shared.rollcallIsStopping = true
    log.info({ reason }, 'stopping')
    void stop(connections, () => {
      for (const listener of finish) Reflect.apply(listener, process, [signal])
    })
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const others = process.listeners(signal)
    // Added before the others go: without any listener, Node loses a signal that came while it was busy.
    process.on(signal, () => begin(signal))
    for (const listener of others) process.removeListener(signal, listener)
  }
  process.on('SIGHUP', () => begin('SIGTERM', 'SIGHUP'))
  if (process.connected) process.on('disconnect', () => begin('SIGTERM', 'its starter has ended'))
}

async function stop(connections: Connections, finish: () => void): Promise<void> {
  connections.closeAfterAnswer()
  await pause(drainMs)
  // Waits until the event loop has accepted the pending connections, because Next's handler resets those that are left.
  setImmediate(finish)
  setInterval(() => connections.closeIdle(drainMs), sweepEveryMs)
  await pause(requestsMs - drainMs)
  const cut = connections.closeUnlessWriting()
  if (cut > 0) log.warn({ requests: cut }, 'requests cut off that did not end')
  await pause(workMs - requestsMs)
  log.warn(
    'stopped although work was not done; an import or a change of many people that was not done has saved nothing',
  )
  process.exit(1)
}
