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

// The log on disk ends inside a record only at the end of a segment, and segments are whole megabytes.
const segmentBytes = 1_048_576n

export class DamagedLog extends Error {
  /** Without this file the rest of the data opens. */
  readonly path: string

  constructor(reason: string, path: string) {
    super(reason)
    this.path = path
  }
}

/**
 * PostgreSQL takes a damaged record for the end of its log, and starts with older data, perhaps with none. So this file
 * keeps the end of the log at the last confirmed write.
 */
export class ConfirmedLog {
  #path: string
  #file: number
  #end: bigint

  /** @throws DamagedLog when an earlier opening found that writes are missing */
  constructor(data: string) {
    this.#path = join(data, 'confirmed_lsn')
    if (!existsSync(this.#path)) this.#create()
    const text = readFileSync(this.#path, 'latin1')
    if (!/^[0-9A-F]{16}\n$/.test(text)) throw new DamagedLog(reasonIn(text, this.#path), this.#path)
    this.#end = BigInt(`0x${text.trim()}`)
    this.#file = openSync(this.#path, 'r+', 0o600)
    this.sync()
  }

  /** @throws DamagedLog when writes are missing, now and at later openings, because PostgreSQL has cut off its log */
  check(found: bigint): void {
    if (found >= this.#end) return
    const reason = `Its write-ahead log is damaged: it ends at ${format(found).trim()}, before the last write that was confirmed, at ${format(this.#end).trim()}.`
    this.#write(`${reason}\n`)
    this.sync()
    throw new DamagedLog(reason, this.#path)
  }

  /** @param end - how far the log is on disk, outside transactions */
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

  /** Written under another name first, so that a killed process leaves no empty file. */
  #create(): void {
    const fresh = `${this.#path}.new`
    writeFileSync(fresh, format(0n), { mode: 0o600, flush: true })
    renameSync(fresh, this.#path)
  }

  #write(text: string): void {
    writeSync(this.#file, text, 0, 'latin1')
  }
}

function reasonIn(text: string, path: string): string {
  return /^Its write-ahead log is damaged/.test(text)
    ? text.trim()
    : `${path} is damaged, so nobody knows whether confirmed writes are missing.`
}

function format(lsn: bigint): string {
  return `${lsn.toString(16).toUpperCase().padStart(16, '0')}\n`
}
