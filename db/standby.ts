import { setTimeout as pause } from 'node:timers/promises'
import { parseConfig } from './config.ts'
import { database, type Executor, open } from './database.ts'
import { countOutcome } from './outcomes.ts'
import { revision } from './revision.ts'

type Standby = { db: Executor; isRead: boolean }

/** Slower than that, or without a connection for so long, a standby counts as away. */
const patienceMs = 1_000
const betweenTriesMs = 200

// Pages and routes are separate bundles, and all share one pool.
const shared = globalThis as { rollcallStandby?: Standby | null }

/**
 * Reads from the hot standby, if there is one and it has reached the revision that the primary has now; otherwise from the
 * primary. So the answer is never older than this call.
 * @param read - has one moment and its revision as its result
 * @param known - the primary's revision, where this request has asked for it
 */
export async function readFresh<Result extends { revision: number }>(
  read: (db: Executor) => Promise<Result>,
  known?: number,
): Promise<Result> {
  const standby = configured()
  if (!standby) return read(database())
  if (standby.isRead) {
    const [needed, found] = await Promise.all([known ?? revision(database()), inTime(read(standby.db))])
    const outcome = found === undefined ? 'away' : found.revision < needed ? 'behind' : 'read'
    countOutcome('standbyReads', outcome)
    if (found && outcome === 'read') return found
    leaveFor(standby)
  } else countOutcome('standbyReads', 'left')
  return read(database())
}

function configured(): Standby | null {
  if (shared.rollcallStandby !== undefined) return shared.rollcallStandby
  const { readUrl, databasePool } = parseConfig(process.env)
  shared.rollcallStandby = readUrl ? { db: open(readUrl, { max: databasePool }), isRead: true } : null
  return shared.rollcallStandby
}

/** No request waits for a standby that is away or behind: it is tried apart from them until it is of use again. */
function leaveFor(standby: Standby): void {
  if (!standby.isRead) return
  standby.isRead = false
  void untilReached(standby)
}

async function untilReached(standby: Standby): Promise<void> {
  do await pause(betweenTriesMs, undefined, { ref: false })
  while (!(await hasReached(standby).catch(() => false)))
  standby.isRead = true
}

async function hasReached({ db }: Standby): Promise<boolean> {
  const [needed, found = 0] = await Promise.all([revision(database()), inTime(revision(db))])
  return found >= needed
}

/** Undefined for what fails or takes too long. The primary tells what is wrong with a statement. */
async function inTime<Result>(work: Promise<Result>): Promise<Result | undefined> {
  const end = new AbortController()
  const late = pause(patienceMs, undefined, { signal: end.signal }).catch(() => undefined)
  return Promise.race([work.catch(() => undefined), late]).finally(() => end.abort())
}
