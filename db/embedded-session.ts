import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type ExecProtocolOptionsStream, PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { type PGLiteSocketHandler, PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { postgresSocket } from './embedded-directory.ts'
import { DataFiles } from './embedded-files.ts'
import { requirePassword } from './embedded-password.ts'

const maxConnections = 100
const idleInTransactionMs = 10_000
// One transaction comes after the other, and importing thousands of people is one that takes many seconds: their turn comes.
const turnMs = 60_000
const syncMessage = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4)
const betweenQueries = new Set(['\0', 'Q', 'S', 'X'].map((type) => type.charCodeAt(0)))

/** A directory that is open, and the address at which it speaks the PostgreSQL protocol. */
export type Session = { url: string; close(): Promise<void> }

/**
 * Opens a data directory, creating it when it is absent, and serves it.
 * All connections share one PostgreSQL session: a transaction on one makes the others wait, and settings,
 * temporary tables and the names of prepared statements are common to all.
 * A commit is in the operating system's hands before it is acknowledged, so it survives the end of any process;
 * PGlite runs without fsync, so a power failure can lose the last seconds.
 * @param sockets a directory that only this user can enter, for a Unix socket; without one a port of this machine asks
 * for a password, because every user of the machine can connect to it and would be a superuser
 * @param onBroken called when PostgreSQL itself has crashed; nothing more can be asked of it
 */
export async function openSession(
  directory: string,
  sockets: string | undefined,
  onBroken: (error: unknown) => void,
): Promise<Session> {
  const db = await openDirectory(directory, onBroken)
  const place = sockets ? { path: join(sockets, postgresSocket) } : { host: '127.0.0.1', port: 0 }
  const server = new PGLiteSocketServer({ db, ...place, maxConnections })
  const password = randomBytes(24).toString('hex')
  await server.start()
  if (!sockets) requirePassword(Reflect.get(server, 'server'), password)
  const watch = setInterval(() => endIdleTransaction(db, server), 1000)
  return {
    url: sockets
      ? // `new URL` needs a host, and PGPORT would change a port that is left out.
        `postgres://postgres@localhost:5432/postgres?host=${encodeURIComponent(sockets)}&query_timeout=${turnMs}`
      : `postgres://postgres:${password}@${server.getServerConn()}/postgres?query_timeout=${turnMs}`,
    async close() {
      clearInterval(watch)
      await server.stop()
      await db.close()
    },
  }
}

/** Opens a data directory without serving it. */
export async function openDirectory(
  directory: string,
  onBroken: (error: unknown) => void,
): Promise<SharedPGlite> {
  const db = new SharedPGlite({ fs: new DataFiles(directory), extensions: { pg_trgm, unaccent } })
  db.onBroken = onBroken
  await db.waitReady
  return db
}

/**
 * The socket server changes over to another connection between any two messages outside a transaction. A query
 * with parameters is four messages, so one connection could receive the rows of another. Saying "in a transaction"
 * until the Sync that ends such a query keeps the turn with the connection that has it.
 */
class SharedPGlite extends PGlite {
  onBroken: (error: unknown) => void = () => {}
  lastMessageAt = Date.now()
  #queryOpen = false

  override isInTransaction(): boolean {
    return this.#queryOpen || super.isInTransaction()
  }

  override async execProtocolRawStream(
    message: Uint8Array,
    options: ExecProtocolOptionsStream,
  ): Promise<void> {
    const type = message[0] ?? 0
    this.lastMessageAt = Date.now()
    if (type === syncMessage[0]) this.#queryOpen = false
    else if (!betweenQueries.has(type)) this.#queryOpen = true
    try {
      await super.execProtocolRawStream(message, options)
    } catch (error) {
      this.onBroken(error)
      throw error
    }
  }

  /** PGlite cannot start programs, and stays in an endless loop when it is asked to with `copy ... to program`. */
  override handleExternalCmd(command: string, mode: string): number {
    const failed = 0
    return command.startsWith('locale -a') ? super.handleExternalCmd(command, mode) : failed
  }

  /** The socket server calls this with ROLLBACK when a connection goes away in the middle of something. */
  override async exec(query: string): ReturnType<PGlite['exec']> {
    if (this.#queryOpen) await this.execProtocolRawStream(syncMessage, { onRawData: () => {} })
    return super.isInTransaction() ? super.exec(query) : []
  }
}

/** PGlite does not know idle_in_transaction_session_timeout, and one forgotten transaction stops everybody. */
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
