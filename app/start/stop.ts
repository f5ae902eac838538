import { setTimeout as pause } from 'node:timers/promises'
import { log } from '#db/log.ts'
import { type Connections, watchConnections } from './connections.ts'

// All are milliseconds since the signal. New requests are taken until then, so that none on its way is lost and a proxy
// can learn from /readyz to ask elsewhere.
const drainMs = 1_000
// Requests are cut off that the other side has not finished sending or receiving.
const requestsMs = 8_000
// The process ends, even if a post or an import is not done: Kubernetes kills after 30 seconds.
const workMs = 25_000

const sweepEveryMs = 250

// Pages and instrumentation are bundled apart, so that what they share has to be global.
const shared = globalThis as { rollcallIsStopping?: boolean }

/** Whether this process was told to stop, and takes requests only while it does. */
export function isStopping(): boolean {
  return shared.rollcallIsStopping === true
}

/**
 * Has a signal to stop, and the end of the process that started this one, stop the server in order: answers close
 * their connections, then no new ones are taken, and the process ends when all posts and imports are done.
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
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.removeAllListeners(signal).on(signal, () => begin(signal))
  process.on('SIGHUP', () => begin('SIGTERM', 'SIGHUP'))
  if (process.connected) process.on('disconnect', () => begin('SIGTERM', 'its starter has ended'))
}

async function stop(connections: Connections, finish: () => void): Promise<void> {
  connections.closeAfterAnswer()
  await pause(drainMs)
  // Right after the event loop has accepted the connections that wait, because those that still do are reset.
  setImmediate(finish)
  setInterval(() => connections.closeIdle(drainMs), sweepEveryMs)
  await pause(requestsMs - drainMs)
  const cut = connections.closeUnlessWriting()
  if (cut > 0) log.warn({ requests: cut }, 'requests cut off that did not end')
  await pause(workMs - requestsMs)
  log.warn('stopped although work was not done; an import that was not done has saved nothing')
  process.exit(1)
}
