import { type RawBuilder, sql } from 'kysely'
import { type Executor, transaction } from '../database.ts'

/**
 * Deletes events that are older than `days`, and with them whole writes, because the events of a write have one time. In
 * short transactions, so that Rollcall goes on working.
 * @returns the number of deleted events
 */
export async function clearEvents(db: Executor, days: number): Promise<number> {
  const old = sql`at < now() - ${days} * interval '1 day'`
  // Without its deed a write cannot be undone any more, so none is undone in part.
  await inParts(
    db,
    sql`delete from deeds where id in (
    select id from deeds where ${old} order by at, id limit ${mostRows} for update skip locked)`,
  )
  return inParts(
    db,
    sql`delete from events where id in (
    select id from events where ${old} and id < coalesce((select min(id) from deeds), ${Number.MAX_SAFE_INTEGER})
    order by id limit ${mostRows} for update skip locked)`,
  )
}

const mostRows = 5_000

/** Repeats a statement that deletes some rows until it finds none. */
async function inParts(db: Executor, statement: RawBuilder<unknown>): Promise<number> {
  for (let count = 0; ; ) {
    const deleted = await transaction(db, async (trx) => {
      // The trigger that keeps events lets them go.
      await sql`set local rollcall.clears_events = 'on'`.execute(trx)
      return Number((await statement.execute(trx)).numAffectedRows ?? 0)
    })
    count += deleted
    if (deleted === 0) return count
  }
}
