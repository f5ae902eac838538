import type { Executor } from './database.ts'

/** What the operator has decided about the directory. */
export async function readSettings(db: Executor): Promise<{ publicView: boolean }> {
  return db.selectFrom('directory').select('publicView').executeTakeFirstOrThrow()
}
