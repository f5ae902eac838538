import { sql } from 'kysely'
import { database } from '#db/database.ts'

/** Whether this process can serve: the database answers. */
export async function GET(): Promise<Response> {
  try {
    await sql`select 1`.execute(database())
    return new Response('ready\n')
  } catch {
    return new Response('the database does not answer\n', { status: 503, headers: { 'Retry-After': '5' } })
  }
}
