import { sql } from 'kysely'
import { retryAfterSeconds } from '#actions/request/response-status.server.ts'
import { isStopping } from '#app/start/stop.ts'
import { database } from '#db/database.ts'

/**
 * Ready means that the process is not stopping, and that the database answers and takes writes. A server in recovery is
 * always read-only.
 */
export async function GET(): Promise<Response> {
  if (isStopping()) return notReady('this process is stopping')
  try {
    const asked = sql<{
      isReadOnly: boolean
    }>`select current_setting('transaction_read_only')::boolean as "isReadOnly"`
    const { rows } = await asked.execute(database())
    return rows[0]?.isReadOnly ? notReady('the database is read-only') : new Response('ready\n')
  } catch {
    return notReady('the database does not answer')
  }
}

function notReady(reason: string): Response {
  const headers = { 'Retry-After': String(retryAfterSeconds) }
  return new Response(`${reason}\n`, { status: 503, headers })
}
