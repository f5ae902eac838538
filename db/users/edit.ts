import { eraseValues, listing, listingAt, nextRevision } from '../audit/events.ts'
import type { Trx } from '../database.ts'
import { NotConfirmed, NotFound, StaleVersion } from '../errors.ts'
import { forgetFiles } from '../imports/stage.ts'
import type { Viewer } from '../policy.ts'
import { eraseAccountOf } from '../privacy/erase-account.ts'
import { forget, forgetAccountForms, forgetSearches } from '../submissions.ts'
import type { User, Verb } from '../tables.ts'
import { knownTeams } from '../teams/find.ts'
import { find, findTrashed } from './find.ts'
import { type Change, insertUsers, saveUsers } from './save.ts'
import type { UserValues } from './values.ts'

/** Adds a user. @throws ValueTaken, FieldRefused */
export async function create(trx: Trx, values: UserValues, viewer: Viewer): Promise<User> {
  const [user] = await createMany(trx, [values], viewer)
  if (!user) throw new Error('the database added nobody')
  return user
}

/** Adds many users in the order given. @throws ValueTaken, FieldRefused, and then adds none */
export async function createMany(trx: Trx, people: readonly UserValues[], viewer: Viewer): Promise<User[]> {
  const revision = await nextRevision(trx)
  return insertUsers(trx, people, { revision, viewer })
}

type Target = { id: number; version: number }

/** Changes a user that is still at `version`; one that is as wanted stays at it. @throws NotFound, StaleVersion, ValueTaken, FieldRefused */
export async function update(trx: Trx, target: Target, values: UserValues, viewer: Viewer): Promise<User> {
  return write(trx, { verb: 'update', target, values, viewer })
}

/** Moves a user that is still at `version` to the trash, which frees its e-mail. @throws NotFound, StaleVersion */
export async function trash(trx: Trx, target: Target, viewer: Viewer): Promise<User> {
  return write(trx, { verb: 'trash', target, trashed: true, viewer })
}

/** Brings a user back from the trash. @throws NotFound, StaleVersion, ValueTaken */
export async function restore(trx: Trx, target: Target, viewer: Viewer): Promise<User> {
  return write(trx, { verb: 'restore', target, trashed: false, viewer })
}

/**
 * Erases a user in the trash for ever: the row, their account, the values in the events, what the forms about it left behind,
 * and every file that waits to be imported, which may name it. The events themselves stay, and one says who erased it when.
 * @param confirmation - the user's name, typed again
 * @throws NotFound, StaleVersion, NotConfirmed, LastAdmin
 */
export async function erase(trx: Trx, target: Target, confirmation: string, viewer: Viewer): Promise<void> {
  const revision = await nextRevision(trx)
  const user = await findAt(trx, target, findTrashed)
  if (asShown(user.name) !== asShown(confirmation)) throw new NotConfirmed()
  // Held, so that no account is linked to it meanwhile.
  await trx.selectFrom('users').select('id').where('id', '=', user.id).forUpdate().execute()
  await eraseAccountOf(trx, user.id, viewer)
  await eraseValues(trx, user, revision, viewer)
  await forget(trx, `/users/${user.id}`)
  await forgetAccountForms(trx)
  await forgetSearches(trx)
  await forgetFiles(trx)
  await trx.deleteFrom('users').where('id', '=', user.id).execute()
}

/** Gives a user the values of an earlier version again, as `update` does. @throws NotFound, StaleVersion, ValueTaken */
export async function revert(trx: Trx, target: Target, to: number, viewer: Viewer): Promise<User> {
  const values = await listingAt(trx, target.id, to)
  if (!values) throw new NotFound()
  // An event from before there were teams tells of none: then theirs stay.
  const present = values.teams ?? (await find(trx, target.id))?.teams
  const teams = await knownTeams(trx, present)
  return write(trx, { verb: 'revert', target, values: { ...values, teams }, viewer })
}

type Write = Omit<Change, 'before'> & {
  verb: Exclude<Verb, 'create' | 'erase'>
  target: Target
  viewer: Viewer
}

/** Version check, then the change. */
async function write(trx: Trx, { verb, target, viewer, ...change }: Write): Promise<User> {
  const revision = await nextRevision(trx)
  const before = await findAt(trx, target, verb === 'restore' ? findTrashed : find)
  const [after = before] = await saveUsers(trx, [{ before, ...change }], { verb, revision, viewer })
  return after
}

async function findAt(trx: Trx, { id, version }: Target, look: typeof find): Promise<User> {
  const user = await look(trx, id)
  if (!user) throw new NotFound()
  if (user.version !== version)
    throw new StaleVersion({ noun: 'user', id, version: user.version, values: listing(user) })
  return user
}

/** A name as a page shows it: white space as one space, invisible characters not at all. */
function asShown(name: string): string {
  return name
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
