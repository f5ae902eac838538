import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type PGLiteSocketHandler, PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { ConfirmedLog } from './confirmed.ts'
import { postgresSocket } from './directory.ts'
import { requirePassword } from './password.ts'
import { openDirectory, type SharedPGlite } from './pglite.ts'

const maxConnections = 100
const idleInTransactionMs = 10_000

/** `url` is a PostgreSQL address. */
export type Session = { url: string; close(): Promise<void> }

type Options = Parameters<typeof openDirectory>[1] & {
  /** Without a private directory for a socket, a port asks for a password: all users can connect to it. */
  sockets: string | undefined
  checkpointMs?: number
}

/**
 * All connections share one PostgreSQL session: a transaction on one makes the others wait, and settings, temporary
 * tables and names of prepared statements are common to all.
 * @throws DamagedLog when confirmed writes are missing
 */
export async function openSession(data: string, options: Options): Promise<Session> {
  const { sockets, checkpointMs = 300_000 } = options
  const confirmed = new ConfirmedLog(data)
  const db = await openDirectory(data, options)
  confirmed.check(await db.endOfFoundLog())
  db.keepLog(confirmed, checkpointMs)
  const place = sockets ? { path: join(sockets, postgresSocket) } : { host: '127.0.0.1', port: 0 }
  const server = new PGLiteSocketServer({ db, ...place, maxConnections })
  const password = randomBytes(24).toString('hex')
  await server.start()
  if (!sockets) requirePassword(Reflect.get(server, 'server'), password)
  const watch = setInterval(() => {
    endIdleTransaction(db, server)
    void db.runExclusive(() => db.checkpointWhenDue())
  }, 1000)
  return {
    url: sockets
      ? // `new URL` needs a host, and PGPORT would change a port that is left out.
        `postgres://postgres@localhost:5432/postgres?host=${encodeURIComponent(sockets)}`
      : `postgres://postgres:${password}@${server.getServerConn()}/postgres`,
    async close() {
      clearInterval(watch)
      await server.stop()
      await db.close() // which makes a checkpoint
      confirmed.close()
    },
  }
}

/** PGlite has no idle_in_transaction_session_timeout, and one forgotten transaction would block everybody. */
function endIdleTransaction(db: SharedPGlite, server: PGLiteSocketServer): void {
  if (!db.isInTransaction() || Date.now() - db.lastMessageAt < idleInTransactionMs) return
  const handlers: Set<PGLiteSocketHandler> = Reflect.get(server, 'handlers')
  const turn: number | null = Reflect.get(Reflect.get(server, 'queryQueue'), 'lastHandlerId')
  for (const handler of handlers) {
    if (handler.handlerId !== turn) continue
    handler.dispatchEvent(new CustomEvent('error', { detail: new Error('Idle timeout') }))
    void handler.detach(true)
  }
}
