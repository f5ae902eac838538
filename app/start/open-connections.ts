import { sql } from 'kysely'
import { database } from '#db/database.ts'

// As many as a busy directory uses at once. More are opened on demand.
const first = 5

/**
 * Opens connections to the database before the first request, because loading the first page keeps the process so busy
 * that a connection might time out. An unavailable database must not stop the start.
 */
export async function openConnections(): Promise<void> {
  await Promise.allSettled(Array.from({ length: first }, () => sql`select 1`.execute(database())))
}
