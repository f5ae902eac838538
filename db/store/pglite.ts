import { type ExecProtocolOptionsStream, PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import type { ConfirmedLog } from './confirmed.ts'
import { DataFiles, durableStart } from './files.ts'

const syncMessage = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4)
const checkpointMessage = Buffer.from('Q\0\0\0\x0fcheckpoint\0', 'latin1')
const betweenQueries = new Set(['\0', 'Q', 'S', 'X'].map((type) => type.charCodeAt(0)))

type Options = {
  /** Whether a commit waits for the disk. Without that it survives the end of any process, but not every power cut. */
  durable: boolean
  /** Called when PostgreSQL itself has crashed; nothing more can be asked of it. */
  onBroken: (error: unknown) => void
}

/** Opens a data directory, or fills an empty one. */
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
 * The socket server changes over to another connection between any two messages outside a transaction. A query
 * with parameters is four messages, so one connection could receive the rows of another. Saying "in a transaction"
 * until the Sync that ends such a query keeps the turn with the connection that has it.
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

  /** Where the log ended that PostgreSQL found when it was opened. It made a checkpoint there. */
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

  /** PGlite has no process that makes checkpoints. Damage to the log would lose all that was written since the start. */
  async checkpointWhenDue(): Promise<void> {
    const { everyMs, at, end } = this.#checkpoint
    const isDue = this.#confirmed && Date.now() - at >= everyMs && this.#endOfLog() > end
    if (!isDue || this.isInTransaction()) return
    this.#checkpoint.at = Date.now()
    await super.execProtocolRawStream(checkpointMessage, { onRawData: () => {} })
    this.#checkpoint.end = this.#endOfLog()
    this.#confirmed?.sync()
  }

  /** How far the log is on disk. */
  #endOfLog(): bigint {
    const { _GetFlushRecPtr } = this.Module as unknown as { _GetFlushRecPtr(timeline: 0): bigint }
    return _GetFlushRecPtr(0)
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
