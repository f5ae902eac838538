import { type Kysely, sql } from 'kysely'
import { createNameTeams } from './0001-0020/0004-teams.ts'
import { foldFinalSigma } from './0001-0020/0005-search.ts'

/**
 * Brings tables to the form that later migrations expect. Before the first release migrations 0004 and 0005 were other
 * ones, and directories from then are still there. Has no effect on others.
 */
export async function mendEarlierForms(db: Kysely<unknown>): Promise<void> {
  const found = await formOf(db)
  if (!found.hasTeams || found.namesTeams) return
  await sql`update kysely_migration set name = '0006-imports' where name = '0005-imports'`.execute(db)
  if (!found.isFolded) await dropFirstSearch(db)
  await sql`alter table users add column named_teams json not null default '[]'`.execute(db)
  await sql`alter index users_by_team set (fastupdate = off)`.execute(db)
  await createNameTeams(db)
  await sql`update users set teams = teams where teams <> '{}'`.execute(db)
  if (found.isFolded) await foldFinalSigma(db)
}

type Form = {
  hasTeams: boolean
  /** The row of a user has the names of teams as JSON. */
  namesTeams: boolean
  /** The row of a user has folded texts. */
  isFolded: boolean
}

async function formOf(db: Kysely<unknown>): Promise<Form> {
  const { rows } = await sql<Form>`
    select
      to_regclass('teams') is not null as "hasTeams",
      coalesce(bool_or(attname = 'named_teams'), false) as "namesTeams",
      coalesce(bool_or(attname = 'name_key'), false) as "isFolded"
    from pg_attribute where attrelid = to_regclass('users') and not attisdropped`.execute(db)
  return rows[0] ?? { hasTeams: false, namesTeams: false, isFolded: false }
}

/** What migration 0005 makes in another way. */
async function dropFirstSearch(db: Kysely<unknown>): Promise<void> {
  await sql`drop index if exists users_by_job_title, users_public_by_job_title`.execute(db)
  await sql`drop statistics if exists users_folded_name`.execute(db)
  await sql`drop function if exists job_title_key(text)`.execute(db)
}
