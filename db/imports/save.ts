import type { Trx } from '../database.ts'
import { SelectionChanged } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { nextRevision } from '../revision.ts'
import type { User } from '../tables.ts'
import { addTeams } from '../teams/edit.ts'
import { userColumns } from '../users/find.ts'
import { inOrder } from '../users/kinds.ts'
import { inBatches, insertUsers, saveUsers } from '../users/save.ts'
import type { UserValues } from '../users/values.ts'
import { missingFrom } from './missing.ts'

/** `newTeams` are names of teams to create and join. */
type Added = { values: UserValues; newTeams: readonly string[] }
type Wanted = Added & { before: User }

/** `restored` are changed and leave the trash. `revision` is the directory's when the people were compared. */
export type Batch = {
  added: readonly Added[]
  changed: readonly Wanted[]
  restored: readonly Wanted[]
  /** Active people other than those who are `meant` become inactive. */
  missing?: { count: number; meant: readonly number[] }
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
  const write = { revision, actor, origin: 'import' as const }
  if (revision !== batch.revision + 1) throw new SelectionChanged()
  const names = [...batch.added, ...batch.changed, ...batch.restored].flatMap(({ newTeams }) => newTeams)
  const teams = await addTeams(trx, [...new Set(names)], { actor, field: 'createTeams' })
  const valuesOf = ({ values, newTeams }: Added): UserValues =>
    newTeams.length === 0
      ? values
      : { ...values, teams: inOrder([...values.teams, ...newTeams.flatMap((name) => teams.get(name) ?? [])]) }
  const placed = (wanted: Wanted) => ({ before: wanted.before, values: valuesOf(wanted) })
  let count = 0
  const each = async <T>(all: readonly T[], save: (some: readonly T[]) => Promise<unknown>) => {
    for (const some of inBatches(all)) {
      await save(some)
      count += some.length
      onSaved(count)
    }
  }
  if (batch.missing) {
    const people = await missingFrom(trx, batch.missing.meant).select(userColumns).orderBy('id').execute()
    const gone = people.map((before) => ({ before, values: { ...before, status: 'inactive' as const } }))
    await each(gone, (some) => saveUsers(trx, some, { verb: 'update', ...write }))
  }
  await each(batch.changed.map(placed), (some) => saveUsers(trx, some, { verb: 'update', ...write }))
  const back = batch.restored.map((wanted) => ({ ...placed(wanted), trashed: false }))
  await each(back, (some) => saveUsers(trx, some, { verb: 'restore', ...write }))
  await each(batch.added.map(valuesOf), (some) => insertUsers(trx, some, write))
  return revision
}
