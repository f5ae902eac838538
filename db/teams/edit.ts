import { sql } from 'kysely'
import pg from 'pg'
import { recordAccount } from '../audit/account-events.ts'
import type { Trx } from '../database.ts'
import { FieldRefused, NotFound, StaleVersion } from '../errors.ts'
import { idIn } from '../id-in.ts'
import type { Actor } from '../policy.ts'
import { nextRevision } from '../revision.ts'
import type { Target, Team, User } from '../tables.ts'
import { userColumns } from '../users/find.ts'
import { isIn } from '../users/membership.ts'
import { batch, saveUsers } from '../users/save.ts'
import { snapshot } from '../users/snapshot.ts'
import { findTeam } from './find.ts'

/** Forms and filters show all teams. */
export const mostTeams = 500

/** @throws FieldRefused for the name of another team, compared without accents and case */
export async function createTeam(trx: Trx, name: string, actor: Actor): Promise<Team> {
  await nextRevision(trx)
  if ((await roomForTeams(trx)) < 1)
    throw new FieldRefused('name', `There can be ${mostTeams} teams at most. Delete one first`)
  return addTeam(trx, name, actor).catch(asRefusal)
}

/**
 * In a write that has its revision already. @returns the new ids by name
 * @throws FieldRefused about `field` where there would be too many
 */
export async function addTeams(
  trx: Trx,
  names: readonly string[],
  { actor, field }: { actor: Actor; field: string },
): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  if (names.length === 0) return ids
  if ((await roomForTeams(trx)) < names.length)
    throw new FieldRefused(field, `There can be ${mostTeams} teams at most. Import without the new teams`)
  for (const name of names) {
    // What the database takes for one name, such as "Strasse" and "Straße", is one team.
    const same = await trx
      .selectFrom('teams')
      .select('id')
      .where(sql<boolean>`fold(name) = fold(${name})`)
      .executeTakeFirst()
    ids.set(name, (same ?? (await addTeam(trx, name, actor))).id)
  }
  return ids
}

async function roomForTeams(trx: Trx): Promise<number> {
  const { count } = await trx
    .selectFrom('teams')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return mostTeams - count
}

async function addTeam(trx: Trx, name: string, actor: Actor): Promise<Team> {
  const team = await trx.insertInto('teams').values({ name }).returningAll().executeTakeFirstOrThrow()
  await recordTeam(trx, actor, 'create-team', { after: team })
  return team
}

/** The people keep their versions, because their team is the same. @throws NotFound, StaleVersion, FieldRefused */
export async function renameTeam(trx: Trx, target: Target, name: string, actor: Actor): Promise<Team> {
  await nextRevision(trx)
  const before = await findAt(trx, target)
  if (before.name === name) return before
  const after = await trx
    .updateTable('teams')
    .set({ name, version: before.version + 1 })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(asRefusal)
  // The trigger on this column copies the new name into the searched text.
  for await (const some of membersOf(trx, before.id))
    await trx
      .updateTable('users')
      .set((eb) => ({ teams: eb.ref('teams') }))
      .where(idIn(some.map(({ id }) => id)))
      .execute()
  await recordTeam(trx, actor, 'rename-team', { before, after })
  return after
}

/**
 * Moves its people, also those in the trash, to the team `to` or to none. @returns their number
 * @throws NotFound, StaleVersion, FieldRefused where `to` is gone
 */
export async function deleteTeam(
  trx: Trx,
  target: Target,
  to: number | undefined,
  actor: Actor,
): Promise<number> {
  const revision = await nextRevision(trx)
  const team = await findAt(trx, target)
  if (to !== undefined && (to === team.id || !(await findTeam(trx, to))))
    throw new FieldRefused('to', 'This team was deleted. Choose another one')
  let count = 0
  for await (const members of membersOf(trx, team.id)) {
    const changes = members.map((before) => {
      const teams = before.teams.filter((id) => id !== team.id)
      return { before, values: { ...snapshot(before), teams: to === undefined ? teams : [...teams, to] } }
    })
    await saveUsers(trx, changes, { verb: 'update', revision, actor })
    count += members.length
  }
  await trx.deleteFrom('teams').where('id', '=', team.id).execute()
  await recordTeam(trx, actor, 'delete-team', { before: team })
  return count
}

/** Includes the trash. In batches, to keep each statement short. */
async function* membersOf(trx: Trx, team: number): AsyncGenerator<User[]> {
  for (let last = 0; ; ) {
    const some = await trx
      .selectFrom('users')
      .select(userColumns)
      .where(isIn(team))
      .where('id', '>', last)
      .orderBy('id')
      .limit(batch)
      .execute()
    const end = some.at(-1)?.id
    if (end === undefined) return
    yield some
    last = end
  }
}

async function findAt(trx: Trx, { id, version }: Target): Promise<Team> {
  const team = await findTeam(trx, id)
  if (!team) throw new NotFound('team')
  if (team.version !== version)
    throw new StaleVersion({ noun: 'team', id, version: team.version, values: { name: team.name } })
  return team
}

type Verb = 'create-team' | 'rename-team' | 'delete-team'

function recordTeam(trx: Trx, actor: Actor, verb: Verb, { before, after }: { before?: Team; after?: Team }) {
  const told = (team: Team) => ({ team: team.id, name: team.name })
  return recordAccount(trx, actor, {
    verb,
    accountId: undefined,
    ...(before && { before: told(before) }),
    ...(after && { after: told(after) }),
  })
}

function asRefusal(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.constraint === 'teams_name_key')
    throw new FieldRefused('name', 'Another team has this name. Enter a different one')
  throw error
}
