import { sql } from 'kysely'
import { isStopping } from '#app/start/stop.ts'
import { database } from '#db/database.ts'

/** Whether this process can serve: it is not about to end, and the database answers. */
export async function GET(): Promise<Response> {
  if (isStopping())
    return new Response('this process is stopping\n', { status: 503, headers: { 'Retry-After': '5' } })
  try {
    await sql`select 1`.execute(database())
    return new Response('ready\n')
  } catch {
    return new Response('the database does not answer\n', { status: 503, headers: { 'Retry-After': '5' } })
  }
}
