import type { Executor, Trx } from './database.ts'

/** Raises the revision and locks it until the transaction ends, so revisions follow the order of commits. */
export async function nextRevision(trx: Trx): Promise<number> {
  return (await startWrite(trx)).revision
}

/** As `nextRevision`, and says where phone numbers without a country code belong (db/home-country.ts). */
export function startWrite(trx: Trx): Promise<{ revision: number; homeCountry: string }> {
  return trx
    .updateTable('directory')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .returning(['revision', 'homeCountry'])
    .executeTakeFirstOrThrow()
}

export async function revision(db: Executor): Promise<number> {
  const row = await db.selectFrom('directory').select('revision').executeTakeFirstOrThrow()
  return row.revision
}
