import type { Trx } from '../database.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { nextRevision } from '../revision.ts'
import type { Target, User, Verb } from '../tables.ts'
import { find, findTrashed } from './find.ts'
import { listing, listingAt } from './listing.ts'
import { knownTeams } from './membership.ts'
import { type Change, insertUsers, saveUsers } from './save.ts'
import type { UserValues } from './values.ts'

/** Adds a user. @throws ValueTaken, FieldRefused */
export async function create(trx: Trx, values: UserValues, actor: Actor): Promise<User> {
  const [user] = await createMany(trx, [values], actor)
  if (!user) throw new Error('the database added nobody')
  return user
}

/** Adds many users in the order given. @throws ValueTaken, FieldRefused, and then adds none */
export async function createMany(trx: Trx, people: readonly UserValues[], actor: Actor): Promise<User[]> {
  const revision = await nextRevision(trx)
  return insertUsers(trx, people, { revision, actor })
}

/** Changes a user that is still at `version`; one that is as wanted stays at it. @throws NotFound, StaleVersion, ValueTaken, FieldRefused */
export async function update(trx: Trx, target: Target, values: UserValues, actor: Actor): Promise<User> {
  return write(trx, { verb: 'update', target, values, actor })
}

/** Moves a user that is still at `version` to the trash, which frees its e-mail. @throws NotFound, StaleVersion */
export async function trash(trx: Trx, target: Target, actor: Actor): Promise<User> {
  return write(trx, { verb: 'trash', target, trashed: true, actor })
}

/** Brings a user back from the trash. @throws NotFound, StaleVersion, ValueTaken */
export async function restore(trx: Trx, target: Target, actor: Actor): Promise<User> {
  return write(trx, { verb: 'restore', target, trashed: false, actor })
}

/** Gives a user the values of an earlier version again, as `update` does. @throws NotFound, StaleVersion, ValueTaken */
export async function revert(trx: Trx, target: Target, to: number, actor: Actor): Promise<User> {
  const values = await listingAt(trx, target.id, to)
  if (!values) throw new NotFound()
  // An event from before there were teams tells of none: then theirs stay.
  const present = values.teams ?? (await find(trx, target.id))?.teams
  const teams = await knownTeams(trx, present)
  return write(trx, { verb: 'revert', target, values: { ...values, teams }, actor })
}

type Write = Omit<Change, 'before'> & {
  verb: Exclude<Verb, 'create' | 'erase'>
  target: Target
  actor: Actor
}

/** Version check, then the change. */
async function write(trx: Trx, { verb, target, actor, ...change }: Write): Promise<User> {
  const revision = await nextRevision(trx)
  const before = await findAt(trx, target, verb === 'restore' ? findTrashed : find)
  const [after = before] = await saveUsers(trx, [{ before, ...change }], { verb, revision, actor })
  return after
}

/** A user that is still at a version, looked for by `look`. @throws NotFound, StaleVersion */
export async function findAt(trx: Trx, { id, version }: Target, look: typeof find): Promise<User> {
  const user = await look(trx, id)
  if (!user) throw new NotFound()
  if (user.version !== version)
    throw new StaleVersion({ noun: 'user', id, version: user.version, values: listing(user) })
  return user
}
