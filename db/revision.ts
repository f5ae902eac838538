import type { Executor, Trx } from './database.ts'

/** Raises the revision and locks it until the transaction ends, so revisions follow the order of commits. */
export async function nextRevision(trx: Trx): Promise<number> {
  const { revision } = await trx
    .updateTable('directory')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}

export async function revision(db: Executor): Promise<number> {
  const row = await db.selectFrom('directory').select('revision').executeTakeFirstOrThrow()
  return row.revision
}
