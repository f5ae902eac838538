import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { NotFound, SelectionChanged } from '../errors.ts'
import { idIn } from '../id-in.ts'
import type { Actor } from '../policy.ts'
import { nextRevision } from '../revision.ts'
import type { Snapshot, User, Verb } from '../tables.ts'
import { userColumns } from './find.ts'
import { knownTeams } from './membership.ts'
import { type Change, saveUsers } from './save.ts'
import { snapshot } from './snapshot.ts'
import { holderName, type Standing, standings } from './standings.ts'

export type Group = { count: number; people: Affected[]; fingerprint: string }

export type Affected = {
  id: number
  name: string
  email: string
  isTrashed: boolean
  verb: Verb
  /** The name of the person who has the value now, of people left alone because of it. */
  holder: string | null
}

export type Written = {
  revision: number
  actor: string
  at: Date
  verbs: Verb[]
  count: number
  groups: Partial<Record<Standing, Group>>
  /** Other people were changed by the same write. */
  isPartOfMore: boolean
}

/** A write, or the part of it that changed one person. */
export type Part = { write: number; person?: number | undefined }

/** Undefined when the write with this revision changed no users, or not this person, or is not kept any more. */
export async function readWrite(db: Executor, write: number, person?: number): Promise<Written | undefined> {
  const { rows } = await sql<Omit<Written, 'revision' | 'groups'>>`
    select
      min(coalesce(own.name, accounts.email, events.actor)) as actor,
      min(events.at) as at,
      array_agg(distinct events.verb) as verbs,
      count(*)::integer as count,
      (select people from deeds where deeds.revision = ${write}) > count(*) as "isPartOfMore"
    from events
      left join accounts on accounts.id = events.actor_id
      left join users own on own.id = accounts.user_id
    where events.revision = ${write} and ${
      person === undefined ? sql`events.user_id is not null` : sql`events.user_id = ${person}`
    }
    having count(*) > 0 and exists (select from deeds where deeds.revision = ${write})`.execute(db)
  return rows[0] && { ...rows[0], revision: write, groups: await readGroups(db, { write, person }) }
}

/** `fingerprint` is of the 'free' people, as they were shown. */
type Shown = Part & { fingerprint: string }

/**
 * @returns how many people it would change back
 * @throws SelectionChanged when these are others by now, NotFound when there is nobody left to change
 */
export async function checkUndo(db: Executor, { fingerprint, ...part }: Shown): Promise<number> {
  const { free } = await readGroups(db, part)
  if (!free) throw new NotFound()
  if (free.fingerprint !== fingerprint) throw new SelectionChanged()
  return free.count
}

/**
 * Restores the people whom no later write changed. People whom the write added go to the trash.
 * @param onSaved - gets the number of saved people after each thousand
 * @throws what `checkUndo` throws
 */
export async function undo(
  trx: Trx,
  { fingerprint, ...part }: Shown,
  actor: Actor,
  onSaved: (count: number) => void = () => {},
): Promise<{ revision: number; count: number }> {
  const revision = await nextRevision(trx)
  await checkUndo(trx, { fingerprint, ...part })
  const steps = await stepsBack(trx, part)
  let count = 0
  // Trash first, because it frees emails that others get back.
  for (const verb of ['trash', 'revert', 'restore'] as const) {
    const changes = steps.filter((step) => step.verb === verb).map(({ change }) => change)
    const before = count
    const write = { verb, revision, actor, origin: 'undo' } as const
    count += (await saveUsers(trx, changes, write, (saved) => onSaved(before + saved))).length
  }
  if (count === 0) throw new NotFound()
  return { revision, count }
}

const peopleShown = 20

async function readGroups(db: Executor, { write, person }: Part): Promise<Written['groups']> {
  const { rows } = await sql<Group & { standing: Standing }>`
    select
      standing,
      max(place)::integer as count,
      coalesce(
        jsonb_agg(
          jsonb_build_object('id', id, 'name', name, 'email', email, 'isTrashed', is_trashed, 'verb', verb,
            'holder', ${holderName})
          order by place)
          filter (where name is not null and place <= ${peopleShown}), '[]') as people,
      encode(sha256(convert_to(string_agg(id::text, ',' order by id), 'UTF8')), 'hex') as fingerprint
    from (
      select
        id, standing, name, email, is_trashed, verb,
        case when standing like 'taken %' then before end as before,
        row_number() over (partition by standing order by name_key, id) as place
      from (${standings(write, person)}) each
    ) placed
    group by standing`.execute(db)
  return Object.fromEntries(rows.map(({ standing, ...group }) => [standing, group]))
}

const opposite = {
  create: 'trash',
  restore: 'trash',
  trash: 'restore',
  update: 'revert',
  revert: 'revert',
} as const

type Step = { verb: (typeof opposite)[keyof typeof opposite]; change: Change }

async function stepsBack(trx: Trx, { write, person }: Part): Promise<Step[]> {
  const { rows } = await sql<{ id: number; verb: keyof typeof opposite; before: Partial<Snapshot> | null }>`
    select id, verb, before from (${standings(write, person)}) each where standing = 'free' order by id`.execute(
    trx,
  )
  const ids = rows.map(({ id }) => id)
  const users: User[] = await trx.selectFrom('users').select(userColumns).where(idIn(ids)).execute()
  const present = new Map(users.map((user) => [user.id, user]))
  const wanted = [...new Set(rows.flatMap(({ before }) => before?.teams ?? []))]
  const known = new Set(await knownTeams(trx, wanted))
  return rows.flatMap(({ id, verb: done, before: values }) => {
    const before = present.get(id)
    const verb = opposite[done]
    const trashed = verb === 'revert' ? {} : { trashed: verb === 'trash' }
    return before
      ? [{ verb, change: { before, values: values ? backTo(values, before, known) : undefined, ...trashed } }]
      : []
  })
}

/** An event from before teams existed has none, so the present teams stay. */
function backTo({ teams, ...values }: Partial<Snapshot>, present: User, known: ReadonlySet<number>) {
  const kept = teams ? teams.filter((id) => known.has(id)) : present.teams
  return { ...snapshot(present), ...values, teams: kept }
}
