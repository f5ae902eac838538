import type { Trx } from '../database.ts'
import { SelectionChanged } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { nextRevision } from '../revision.ts'
import type { User } from '../tables.ts'
import { inBatches, insertUsers, saveUsers } from '../users/save.ts'
import type { UserValues } from '../users/values.ts'

type Wanted = { before: User; values: UserValues }

/** `restored` are changed and leave the trash. `revision` is the directory's when the people were compared. */
export type Batch = {
  added: readonly UserValues[]
  changed: readonly Wanted[]
  restored: readonly Wanted[]
  revision: number
}

/**
 * In one write.
 * @param onSaved - gets the number of saved people after each thousand
 * @returns the revision of the write
 * @throws SelectionChanged when anything was written after the revision of `batch`, ValueTaken, FieldRefused
 */
export async function importUsers(
  trx: Trx,
  batch: Batch,
  actor: Actor,
  onSaved: (count: number) => void = () => {},
): Promise<number> {
  const revision = await nextRevision(trx)
  if (revision !== batch.revision + 1) throw new SelectionChanged()
  let count = 0
  const each = async <T>(all: readonly T[], save: (some: readonly T[]) => Promise<unknown>) => {
    for (const some of inBatches(all)) {
      await save(some)
      count += some.length
      onSaved(count)
    }
  }
  await each(batch.changed, (some) => saveUsers(trx, some, { verb: 'update', revision, actor }))
  const back = batch.restored.map((wanted) => ({ ...wanted, trashed: false }))
  await each(back, (some) => saveUsers(trx, some, { verb: 'restore', revision, actor }))
  await each(batch.added, (some) => insertUsers(trx, some, { revision, actor }))
  return revision
}
