import pg from 'pg'

export type Place = { database: string; user: string }

const name = pg.escapeIdentifier

export function missingRight({ database, user }: Place, reason: string): string {
  const role = name(user)
  if (/create database/.test(reason)) return runs(`alter role ${role} createdb`)
  if (/for database/.test(reason)) return runs(`grant connect on database ${name(database)} to ${role}`)
  if (/must be owner/.test(reason))
    return `The role that ran Rollcall before owns the tables. Use that role, or hand them over. ${runs(`reassign owned by "the role before" to ${role}`)}`
  if (/for (table|sequence|view)/.test(reason))
    return runs(
      `grant all on all tables in schema public to ${role}`,
      `grant all on all sequences in schema public to ${role}`,
    )
  return runs(...createExtensions, `grant usage, create on schema ${schemaIn(reason)} to ${role}`)
}

export function missingExtension(_place: Place, reason: string): string | undefined {
  if (!/extension/.test(reason)) return undefined
  return "It is one of PostgreSQL's contrib modules. Install them on the server (on Debian they are in postgresql, elsewhere often in postgresql-contrib), then start again."
}

/** For extensions in another schema than the role looks in. */
export function outsideSearchPath({ database, user }: Place, reason: string): string | undefined {
  if (!/gin_trgm_ops|unaccent|similarity/.test(reason)) return undefined
  return `The extensions pg_trgm and unaccent are in a schema where the role does not look. ${runs(
    `alter role ${name(user)} in database ${name(database)} set search_path = "its own schema", public`,
  )}`
}

export function unknownRole({ user }: Place): string {
  return runs(`create role ${name(user)} login password '...'`)
}

const createExtensions = ['pg_trgm', 'unaccent'].map(
  (extension) => `create extension if not exists ${extension}`,
)

function schemaIn(reason: string): string {
  return /for schema (\S+)/.exec(reason)?.[1] ?? 'public'
}

function runs(...commands: string[]): string {
  const lines = commands.map((command) => `  ${command};`)
  return ['An admin of the server runs, in this database:', ...lines, 'Then start again.'].join('\n')
}
