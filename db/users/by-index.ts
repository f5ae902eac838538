import { sql } from 'kysely'
import type { Executor } from '../database.ts'

/**
 * Reads through indexes alone, at one moment of the directory. PostgreSQL guesses badly how many people hold a word, and
 * then reads everybody. Compiling such a plan takes longer than it saves.
 */
export function byIndex<T>(db: Executor, read: (trx: Executor) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      // More than the usual memory, so that a bitmap of a million people keeps rows and not only pages.
      await sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
        set_config('work_mem', '32MB', true)`.execute(trx)
      return read(trx)
    })
}
