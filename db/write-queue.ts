import pLimit, { type LimitFunction } from 'p-limit'
import { WriteTimeout } from './errors.ts'

/**
 * Where a write waits. Writes to the directory come one after the other, because each takes the row of the revision;
 * a long import must not keep people from signing in, so what concerns accounts has a queue of its own.
 */
export type QueueName = 'directory' | 'accounts'

// Next evaluates a module several times in one process; the queues must be the same all the same.
const shared = globalThis as { rollcallWriteQueues?: Record<QueueName, LimitFunction> }
shared.rollcallWriteQueues ??= { directory: pLimit(1), accounts: pLimit(4) }
const queues = shared.rollcallWriteQueues

/**
 * Runs `work` when its turn comes. Waiting here leaves the connections of the database to readers.
 * @throws WriteTimeout when that takes longer than `waitMs`; then it never runs
 */
export function inTurn<T>(name: QueueName, waitMs: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const timer = setTimeout(() => {
      isOver = true
      reject(new WriteTimeout())
    }, waitMs)
    void queues[name](async () => {
      clearTimeout(timer)
      if (!isOver) await work().then(resolve, reject)
    })
  })
}
