import { Worker } from 'node:worker_threads'
import { moveAway } from './fail.ts'

const openingMs = 120_000

/**
 * A thread, because PostgreSQL may block the main one. It touches the lock twice a second as a heartbeat, and ends the
 * process when opening takes too long or the lock is gone: two processes on one directory destroy it.
 */
export function startGuard(lock: string, data: string): Worker {
  const tooLong = `It took more than ${openingMs / 1000} seconds. ${moveAway(data)}\n`
  const lost = `The lock ${lock} was taken away.\n`
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    const fs = require('node:fs')
    const end = (why) => { fs.writeSync(2, why); process.kill(process.pid, 'SIGKILL') }
    const deadline = setTimeout(end, workerData.openingMs, workerData.tooLong)
    parentPort.on('message', (is) => (is === 'open' ? clearTimeout(deadline) : deadline.refresh()))
    setInterval(() => {
      const now = new Date()
      try { fs.utimesSync(workerData.lock, now, now) } catch (e) { if (e.code === 'ENOENT') end(workerData.lost) }
    }, 500)`
  return new Worker(code, { eval: true, execArgv: [], workerData: { lock, lost, tooLong, openingMs } })
}
