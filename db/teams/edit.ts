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

export type TeamValues = { name: string; description?: string }

/** @throws FieldRefused for the name of another team, compared without accents and case */
export async function createTeam(trx: Trx, values: TeamValues, actor: Actor): Promise<Team> {
  await nextRevision(trx)
  if ((await roomForTeams(trx)) < 1)
    throw new FieldRefused('name', `There can be ${mostTeams} teams at most. Delete one first`)
  return addTeam(trx, values, actor).catch(asRefusal)
}

/** @returns how many were added, and how many were there. @throws FieldRefused about `names` if they are too many */
export async function createTeams(trx: Trx, names: readonly string[], actor: Actor) {
  await nextRevision(trx)
  const before = await roomForTeams(trx)
  const ids = await addTeams(trx, names, { actor, field: 'names' })
  const added = before - (await roomForTeams(trx))
  return { added, there: new Set(ids.values()).size - added }
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
  let room = await roomForTeams(trx)
  for (const name of names) {
    // What the database takes for one name, such as "Strasse" and "Straße", is one team.
    const same = await trx
      .selectFrom('teams')
      .select('id')
      .where(sql<boolean>`fold(name) = fold(${name})`)
      .executeTakeFirst()
    if (!same && room-- < 1)
      throw new FieldRefused(
        field,
        `There can be ${mostTeams} teams at most. Leave some of the new teams out`,
      )
    ids.set(name, (same ?? (await addTeam(trx, { name }, actor))).id)
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

async function addTeam(trx: Trx, values: TeamValues, actor: Actor): Promise<Team> {
  const team = await trx.insertInto('teams').values(values).returningAll().executeTakeFirstOrThrow()
  await recordTeam(trx, actor, 'create-team', { after: team })
  return team
}

/**
 * The people keep their versions, because their team is the same. @returns the team before and after
 * @throws NotFound, StaleVersion, FieldRefused
 */
export async function changeTeam(trx: Trx, target: Target, values: TeamValues, actor: Actor) {
  await nextRevision(trx)
  const before = await findAt(trx, target)
  const { name, description } = { ...before, ...values }
  if (before.name === name && before.description === description) return { before, after: before }
  const after = await trx
    .updateTable('teams')
    .set({ name, description, version: before.version + 1 })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(asRefusal)
  if (name !== before.name) await copyName(trx, before.id)
  await recordTeam(trx, actor, 'rename-team', { before, after })
  return { before, after }
}

/** The trigger on this column copies the new name into the searched text. */
async function copyName(trx: Trx, team: number): Promise<void> {
  for await (const some of membersOf(trx, team))
    await trx
      .updateTable('users')
      .set((eb) => ({ teams: eb.ref('teams') }))
      .where(idIn(some.map(({ id }) => id)))
      .execute()
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
    await saveUsers(trx, changes, { verb: 'update', revision, actor, origin: 'form' })
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
    throw new StaleVersion({
      noun: 'team',
      id,
      version: team.version,
      values: { name: team.name, description: team.description },
    })
  return team
}

type Verb = 'create-team' | 'rename-team' | 'delete-team'

function recordTeam(trx: Trx, actor: Actor, verb: Verb, { before, after }: { before?: Team; after?: Team }) {
  const told = ({ id, name, description }: Team) => ({ team: id, name, description })
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
