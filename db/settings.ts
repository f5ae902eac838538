import type { Executor } from './database.ts'

/** What the operator has decided about the directory, and the number of its latest write. */
export async function readSettings(db: Executor): Promise<{ publicView: boolean; revision: number }> {
  return db.selectFrom('directory').select(['publicView', 'revision']).executeTakeFirstOrThrow()
}
