import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

// In the middle of a record, PostgreSQL flushes the log at the end of a segment only, and segments are whole megabytes.
const segmentBytes = 1_048_576n

/** Confirmed writes are missing. */
export class DamagedLog extends Error {
  /** The file without which the rest opens. */
  readonly path: string

  constructor(reason: string, path: string) {
    super(reason)
    this.path = path
  }
}

/**
 * How far the write-ahead log reached when the last write was confirmed, in a file beside it. PostgreSQL takes a damaged
 * record for the end of the log, and starts with what was there before: an empty directory, perhaps.
 */
export class ConfirmedLog {
  #path: string
  #file: number
  #end: bigint

  /**
   * @param data the directory of PostgreSQL
   * @throws DamagedLog when an opening before this one found that writes are missing
   */
  constructor(data: string) {
    this.#path = join(data, 'confirmed_lsn')
    if (!existsSync(this.#path)) this.#create()
    const text = readFileSync(this.#path, 'latin1')
    if (!/^[0-9A-F]{16}\n$/.test(text)) throw new DamagedLog(reasonIn(text, this.#path), this.#path)
    this.#end = BigInt(`0x${text.trim()}`)
    this.#file = openSync(this.#path, 'r+', 0o600)
    this.sync()
  }

  /**
   * Compares it with the log as PostgreSQL found it at its start.
   * @throws DamagedLog when writes are missing, now and at each later opening, because PostgreSQL has cut off its log
   */
  check(found: bigint): void {
    if (found >= this.#end) return
    const reason = `Its write-ahead log is damaged: it ends at ${format(found).trim()}, before the last write that was confirmed, at ${format(this.#end).trim()}.`
    this.#write(`${reason}\n`)
    this.sync()
    throw new DamagedLog(reason, this.#path)
  }

  /** Notes how far the log is on disk, outside transactions. */
  note(end: bigint): void {
    if (end <= this.#end || end % segmentBytes === 0n) return
    try {
      this.#write(format(end))
      this.#end = end
    } catch {} // on a full disk the mark stays where it was, and the write is confirmed all the same
  }

  sync(): void {
    fsyncSync(this.#file)
  }

  close(): void {
    closeSync(this.#file)
  }

  /** Beside first, so that a file that is there holds a mark. */
  #create(): void {
    const fresh = `${this.#path}.new`
    writeFileSync(fresh, format(0n), { mode: 0o600, flush: true })
    renameSync(fresh, this.#path)
  }

  #write(text: string): void {
    writeSync(this.#file, text, 0, 'latin1')
  }
}

/** The reason that an opening before this one has written into the file, if it has. */
function reasonIn(text: string, path: string): string {
  return /^Its write-ahead log is damaged/.test(text)
    ? text.trim()
    : `${path} is damaged, so nobody knows whether confirmed writes are missing.`
}

function format(lsn: bigint): string {
  return `${lsn.toString(16).toUpperCase().padStart(16, '0')}\n`
}
