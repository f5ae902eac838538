import { setImmediate as afterSending } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import { onOneConnection } from '../send-ahead.ts'

// More than the usual memory, so that a bitmap of a million people keeps rows and not only pages.
const begin = `begin isolation level repeatable read read only;
set local enable_seqscan = off; set local jit = off; set local work_mem = '32MB'`

/** `inSteps`: some statements follow from the answers of others. */
type Options = { inSteps: boolean }

/**
 * Reads through indexes alone, at one moment of the directory. PostgreSQL guesses badly how many people hold a word, and
 * then reads everybody. Compiling such a plan takes longer than it saves. Without steps all messages leave at once, where
 * the connection takes that (db/database.ts), so they cost one round trip.
 */
export function byIndex<T>(
  db: Executor,
  read: (trx: Executor) => Promise<T>,
  { inSteps }: Options = { inSteps: true },
): Promise<T> {
  return onOneConnection(db, async (own) => {
    const begun = sql.raw(begin).execute(own)
    const reading = read(own)
    const all = Promise.allSettled([begun, reading])
    await (inSteps ? all : afterSending())
    // It ends the transaction also where a statement failed.
    const [ended] = await Promise.allSettled([sql`commit`.execute(own), all])
    if (ended.status === 'rejected') throw ended.reason
    await begun
    return reading
  })
}
