import { type ExecProtocolOptionsStream, PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import type { ConfirmedLog } from './confirmed.ts'
import { DataFiles, durableStart } from './files.ts'

const syncMessage = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4)
const checkpointMessage = Buffer.from('Q\0\0\0\x0fcheckpoint\0', 'latin1')
const betweenQueries = new Set(['\0', 'Q', 'S', 'X'].map((type) => type.charCodeAt(0)))

type Options = {
  /** Whether a commit waits for the disk. Otherwise it survives the end of a process, but not a power cut. */
  durable: boolean
  /** Called after a crash of PostgreSQL, when no more queries are possible. */
  onBroken: (error: unknown) => void
}

export async function openDirectory(data: string, { durable, onBroken }: Options): Promise<SharedPGlite> {
  let lastWords: string | undefined
  const db = new SharedPGlite({
    fs: new DataFiles(data),
    extensions: { pg_trgm, unaccent },
    ...(durable && { startParams: durableStart }),
    onStderr: (line) => {
      lastWords = /(?:PANIC|FATAL): +(.+)/.exec(line)?.[1] ?? lastWords
      return true
    },
  })
  db.onBroken = (error) => onBroken(lastWords ? new Error(lastWords) : error)
  await db.waitReady.catch((error) => {
    throw lastWords ? new Error(lastWords) : error
  })
  Reflect.set(db.Module, 'onAbort', db.onBroken)
  return db
}

/**
 * The socket server may switch connections between any two messages outside a transaction. A query with parameters is
 * four messages, so another connection could receive its rows. So this says "in a transaction" until the Sync that ends
 * the query.
 */
export class SharedPGlite extends PGlite {
  onBroken: (error: unknown) => void = () => {}
  lastMessageAt = Date.now()
  #queryOpen = false
  #confirmed: ConfirmedLog | undefined
  #checkpoint = { everyMs: 0, at: 0, end: 0n }

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
    if (this.isInTransaction()) return
    this.#confirmed?.note(this.#endOfLog())
    await this.checkpointWhenDue()
  }

  /** The end of the log as PostgreSQL found it when it opened, where it made a checkpoint. */
  async endOfFoundLog(): Promise<bigint> {
    const { rows } = await this.query<{ redo: string }>(
      "select redo_lsn - '0/0'::pg_lsn as redo from pg_control_checkpoint()",
    )
    return BigInt(rows[0]?.redo ?? 0)
  }

  keepLog(confirmed: ConfirmedLog, checkpointMs: number): void {
    this.#confirmed = confirmed
    this.#checkpoint = { everyMs: checkpointMs, at: Date.now(), end: this.#endOfLog() }
  }

  /** PGlite has no checkpointer. Without checkpoints a damaged log would lose everything since the start. */
  async checkpointWhenDue(): Promise<void> {
    const { everyMs, at, end } = this.#checkpoint
    const isDue = this.#confirmed && Date.now() - at >= everyMs && this.#endOfLog() > end
    if (!isDue || this.isInTransaction()) return
    this.#checkpoint.at = Date.now()
    await super.execProtocolRawStream(checkpointMessage, { onRawData: () => {} })
    this.#checkpoint.end = this.#endOfLog()
    this.#confirmed?.sync()
  }

  #endOfLog(): bigint {
    const { _GetFlushRecPtr } = this.Module as unknown as { _GetFlushRecPtr(timeline: 0): bigint }
    return _GetFlushRecPtr(0)
  }

  /** PGlite cannot start programs, and `copy ... to program` would never end. */
  override handleExternalCmd(command: string, mode: string): number {
    const failed = 0
    return command.startsWith('locale -a') ? super.handleExternalCmd(command, mode) : failed
  }

  /** The socket server calls this with ROLLBACK when a connection ends inside a query or transaction. */
  override async exec(query: string): ReturnType<PGlite['exec']> {
    if (this.#queryOpen) await this.execProtocolRawStream(syncMessage, { onRawData: () => {} })
    return super.isInTransaction() ? super.exec(query) : []
  }
}
