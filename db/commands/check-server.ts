import { type Kysely, sql } from 'kysely'
import { CannotStart } from '../cannot-start.ts'

export type ServerFacts = { version: number; encoding: string; standby: boolean; readOnly: boolean }

const oldestVersion = 150_000

/** @throws CannotStart when Rollcall cannot use this server */
export async function checkServer(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<ServerFacts>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as standby, current_setting('transaction_read_only') = 'on' as "readOnly"`.execute(
    db,
  )
  const reason = rows[0] && reasonAgainst(rows[0])
  if (reason) throw new CannotStart(`Rollcall cannot use this database: ${reason}`)
}

/** Undefined when Rollcall can use the server. */
export function reasonAgainst({ version, encoding, standby, readOnly }: ServerFacts): string | undefined {
  if (version < oldestVersion)
    return `the server is PostgreSQL ${Math.floor(version / 10_000)}, and it must be 15 or newer. Upgrade it, or use another one.`
  if (encoding !== 'UTF8')
    return (
      `its encoding is ${encoding}, and names need UTF8. ` +
      'Create another one: createdb --encoding=UTF8 --template=template0 NAME'
    )
  if (standby) return 'the server is a standby, which takes no writes. Let DATABASE_URL point to its primary.'
  if (readOnly)
    return 'it is read-only (default_transaction_read_only is on). Let DATABASE_URL point to the server that takes writes.'
  return undefined
}
