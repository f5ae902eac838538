import type { Trx } from '../database.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { startWrite } from '../revision.ts'
import type { Origin, Target, User, Verb } from '../tables.ts'
import type { UniqueField } from '../user-fields.ts'
import { find, findTrashed } from './find.ts'
import { knownTeams } from './membership.ts'
import { type Change, insertUsers, saveUsers } from './save.ts'
import { snapshot, snapshotAt } from './snapshot.ts'
import type { UserValues } from './values.ts'

/** @throws ValueTaken, FieldRefused */
export async function create(trx: Trx, values: UserValues, actor: Actor): Promise<User> {
  const [user] = await createMany(trx, [values], actor)
  if (!user) throw new Error('the database added nobody')
  return user
}

/** In the order given. @throws ValueTaken, FieldRefused; then nobody is added */
export async function createMany(
  trx: Trx,
  people: readonly UserValues[],
  actor: Actor,
  origin: Origin = 'form',
): Promise<User[]> {
  return insertUsers(trx, people, { ...(await startWrite(trx)), actor, origin })
}

/** A user with these values already keeps its version. @throws NotFound, StaleVersion, ValueTaken, FieldRefused */
export async function update(trx: Trx, target: Target, values: UserValues, actor: Actor): Promise<User> {
  return write(trx, { verb: 'update', target, values, actor })
}

/** Frees the email for others. @throws NotFound, StaleVersion */
export async function trash(trx: Trx, target: Target, actor: Actor): Promise<User> {
  return write(trx, { verb: 'trash', target, trashed: true, actor })
}

/** @param without - fields to leave blank. @throws NotFound, StaleVersion, ValueTaken */
export async function restore(
  trx: Trx,
  target: Target,
  actor: Actor,
  without: readonly UniqueField[] = [],
): Promise<User> {
  return write(trx, { verb: 'restore', target, trashed: false, actor, without })
}

/** Saves the values of the version `to` as a new version. @throws NotFound, StaleVersion, ValueTaken */
export async function revert(trx: Trx, target: Target, to: number, actor: Actor): Promise<User> {
  const values = await snapshotAt(trx, target.id, to)
  if (!values) throw new NotFound()
  // An event from before teams existed has none, so the present teams stay.
  const present = values.teams ?? (await find(trx, target.id))?.teams
  const teams = await knownTeams(trx, present)
  return write(trx, { verb: 'revert', target, values: { ...values, teams }, actor })
}

type Write = Omit<Change, 'before'> & {
  verb: Exclude<Verb, 'create' | 'erase'>
  target: Target
  actor: Actor
  without?: readonly UniqueField[]
}

async function write(trx: Trx, { verb, target, actor, without = [], ...change }: Write): Promise<User> {
  const started = await startWrite(trx)
  const before = await findAt(trx, target, verb === 'restore' ? findTrashed : find)
  const blanks = Object.fromEntries(without.map((field) => [field, '']))
  const values = without.length > 0 ? { ...snapshot(before), ...blanks } : change.values
  const made = { verb, ...started, actor, origin: 'form' as const }
  const [after = before] = await saveUsers(trx, [{ before, ...change, values }], made)
  return after
}

/** @throws NotFound, StaleVersion */
export async function findAt(trx: Trx, { id, version }: Target, look: typeof find): Promise<User> {
  const user = await look(trx, id)
  if (!user) throw new NotFound()
  if (user.version !== version)
    throw new StaleVersion({ noun: 'user', id, version: user.version, values: snapshot(user) })
  return user
}
