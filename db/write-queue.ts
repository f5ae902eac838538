import pLimit, { type LimitFunction } from 'p-limit'
import { WriteTimeout } from './errors.ts'

/** One write to the directory at a time, because each locks the revision; a long import must not stop sign-ins. */
export type QueueName = 'directory' | 'accounts'

// Next evaluates a module several times in one process, and all copies must share the queues.
const shared = globalThis as { rollcallWriteQueues?: Record<QueueName, LimitFunction> }
shared.rollcallWriteQueues ??= { directory: pLimit(1), accounts: pLimit(4) }
const queues = shared.rollcallWriteQueues

/** The writes of this process. */
export function queueLengths(): { queue: string; running: number; waiting: number }[] {
  return Object.entries(queues).map(([queue, { activeCount, pendingCount }]) => ({
    queue,
    running: activeCount,
    waiting: pendingCount,
  }))
}

/**
 * Waiting here leaves the database connections to readers.
 * @throws WriteTimeout when the wait takes longer than `waitMs`; then `work` never runs
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
