import { type RawBuilder, sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { NotFound, SelectionChanged } from '../errors.ts'
import { idIn } from '../id-in.ts'
import type { Actor, Level } from '../policy.ts'
import { nextRevision } from '../revision.ts'
import type { User } from '../tables.ts'
import type { Filters } from './filters.ts'
import { userColumns, usersIn } from './find.ts'
import { mostPeople } from './limits.ts'
import { matching } from './matches.ts'
import { isIn, knownTeams, refuseFull } from './membership.ts'
import { type Change, saveUsers } from './save.ts'
import { snapshot } from './snapshot.ts'
import { mostTeamsOfUser } from './values.ts'

/** People outside the trash: by id, or all that match the filters. */
export type Selection = { ids: readonly number[] } | { filters: Filters; level: Level }

export type Operation =
  | { do: 'activate' | 'deactivate' | 'trash' }
  | { do: 'add-to-team' | 'remove-from-team'; team: number }

export function operationOf(verb: Operation['do'], team: number | undefined): Operation | undefined {
  if (verb !== 'add-to-team' && verb !== 'remove-from-team') return { do: verb }
  return team === undefined ? undefined : { do: verb, team }
}

export type Preview = {
  /** The number of people; `mostPeople` + 1 means more than `mostPeople`. */
  count: number
  unchanged: number
  /** The first 20 people that it would change. */
  people: { id: number; name: string; email: string }[]
  /** Different as soon as anybody joins, leaves or is changed. */
  fingerprint: string
}

export async function previewMany(
  db: Executor,
  selection: Selection,
  operation?: Operation,
): Promise<Preview> {
  const chosen = selected(db, selection)
    .select([
      'id',
      'version',
      'name',
      'nameKey',
      'email',
      (operation ? isDone(operation) : sql<boolean>`false`).as('isDone'),
    ])
    .limit(mostPeople + 1)
  const { rows } = await sql<Preview>`
    select
      count(*)::integer as count,
      (count(*) filter (where is_done))::integer as unchanged,
      coalesce(
        jsonb_agg(jsonb_build_object('id', id, 'name', name, 'email', email) order by place)
          filter (where not is_done and place <= ${peopleShown}), '[]') as people,
      encode(sha256(convert_to(coalesce(string_agg(id || '.' || version, ',' order by id), ''), 'UTF8')), 'hex')
        as fingerprint
    from (
      select chosen.*, row_number() over (partition by is_done order by name_key, id) as place
      from (${chosen}) chosen
    ) placed`.execute(db)
  if (!rows[0]) throw new Error('the database counted nothing')
  return rows[0]
}

/** `fingerprint` is of the selection as it was shown. */
type ChangeOfMany = { selection: Selection; operation: Operation; fingerprint: string }

/**
 * @returns how many people it would change
 * @throws SelectionChanged, NotFound for the team, FieldRefused where somebody is in too many teams
 */
export async function checkMany(
  db: Executor,
  { selection, operation, fingerprint }: ChangeOfMany,
): Promise<number> {
  if ('team' in operation && (await knownTeams(db, [operation.team])).length === 0) throw new NotFound('team')
  const present = await previewMany(db, selection, operation)
  if (present.count > mostPeople || present.fingerprint !== fingerprint) throw new SelectionChanged()
  if (operation.do === 'add-to-team') refuseFull(await fullIn(db, selection, operation))
  return present.count - present.unchanged
}

/**
 * People already in that state keep their version.
 * @param onSaved - gets the number of saved people after each thousand
 * @throws what `checkMany` throws
 */
export async function changeMany(
  trx: Trx,
  change: ChangeOfMany,
  actor: Actor,
  onSaved?: (count: number) => void,
): Promise<{ revision: number; count: number }> {
  const { selection, operation } = change
  const revision = await nextRevision(trx)
  await checkMany(trx, change)
  const people: User[] = await changing(trx, selection, operation).select(userColumns).orderBy('id').execute()
  const changes = people.map((before) => changeOf(before, operation))
  const verb = operation.do === 'trash' ? 'trash' : 'update'
  const saved = await saveUsers(trx, changes, { verb, revision, actor, origin: 'bulk' }, onSaved)
  return { revision, count: saved.length }
}

const peopleShown = 20

function selected(db: Executor, selection: Selection) {
  return 'ids' in selection
    ? usersIn(db, 'untrashed').where(idIn(selection.ids))
    : matching(db, { scope: 'untrashed', ...selection })
}

function changing(db: Executor, selection: Selection, operation: Operation) {
  return selected(db, selection).where((eb) => eb.not(isDone(operation)))
}

/** The names of those who can join no other team. */
async function fullIn(db: Executor, selection: Selection, operation: Operation): Promise<string[]> {
  const full = await changing(db, selection, operation)
    .where(sql<boolean>`cardinality(teams) >= ${mostTeamsOfUser}`)
    .select('name')
    .orderBy('id')
    .execute()
  return full.map(({ name }) => name)
}

function isDone(operation: Operation): RawBuilder<boolean> {
  switch (operation.do) {
    case 'activate':
      return sql<boolean>`status = 'active'`
    case 'deactivate':
      return sql<boolean>`status = 'inactive'`
    case 'trash':
      return sql<boolean>`trashed_at is not null`
    case 'add-to-team':
      return isIn(operation.team)
    case 'remove-from-team':
      return sql<boolean>`not ${isIn(operation.team)}`
  }
}

function changeOf(before: User, operation: Operation): Change {
  const values = snapshot(before)
  switch (operation.do) {
    case 'activate':
      return { before, values: { ...values, status: 'active' } }
    case 'deactivate':
      return { before, values: { ...values, status: 'inactive' } }
    case 'trash':
      return { before, trashed: true }
    case 'add-to-team':
      return { before, values: { ...values, teams: [...values.teams, operation.team] } }
    case 'remove-from-team':
      return { before, values: { ...values, teams: values.teams.filter((id) => id !== operation.team) } }
  }
}
