import type { Executor, Trx } from './database.ts'

/** Raises the directory's revision and holds it until the transaction ends: revisions follow commit order. */
export async function nextRevision(trx: Trx): Promise<number> {
  const { revision } = await trx
    .updateTable('directory')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}

/** The number of the directory's latest write. */
export async function revision(db: Executor): Promise<number> {
  const row = await db.selectFrom('directory').select('revision').executeTakeFirstOrThrow()
  return row.revision
}
